"""Spoils documents by chance and reads them in guarded workers: nothing may crash, and no number may change unseen.

PYTHONPATH=tests python -m fuzz --seconds 300
"""
