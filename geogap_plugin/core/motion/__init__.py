"""Alignment of images, and the motion of the ground between them."""
