"""Accuracy, speed and memory, measured on real data beside published peers."""
