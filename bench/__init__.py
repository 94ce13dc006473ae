"""Measurements: each module prints one JSON object with its figures beside an anchor of the same run."""
