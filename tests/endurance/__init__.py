"""Long proofs: what must hold after kills, faults and a crowd of readers. Each module is one command.

PYTHONPATH=tests python -m endurance.kills --times 200
PYTHONPATH=tests python -m endurance.readers --publishes 50
"""
