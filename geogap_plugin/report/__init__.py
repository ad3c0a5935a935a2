"""Reports and figures: what a person reads after a run."""
