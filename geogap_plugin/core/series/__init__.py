"""Filling the gaps of single cells: processes, curves and networks, their weights, and the block that they fill."""
