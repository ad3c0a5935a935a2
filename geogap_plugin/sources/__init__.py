"""Remote catalogues and downloads: one file a catalogue, no Qt; how requests travel is passed in."""
