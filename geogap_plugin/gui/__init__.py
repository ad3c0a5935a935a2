"""What the desktop shows: docks, dialogs, map tools and the page of options; the work is done by the floors below."""
