"""Areas on the earth: where cells lie, what a polygon covers, means over it and their error."""
