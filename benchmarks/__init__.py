"""Measurements, and the synthetic full history that they are made on. Nothing here is part of the product."""
