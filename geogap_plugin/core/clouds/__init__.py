"""Filling clouds in stacks of images: other dates, clear pixels around, predictors, networks."""
