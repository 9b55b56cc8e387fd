"""The engine: one proposes, the check decides. durable-rules and CLIPS are used here and nowhere else."""
