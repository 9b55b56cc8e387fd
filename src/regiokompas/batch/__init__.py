"""Many partnerships: inputs as a stream, judged here or in many processes, results in order."""
