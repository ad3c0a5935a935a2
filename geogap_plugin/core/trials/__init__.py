"""Hiding known values and filling them: what methods said, their scores, and the verdict."""
