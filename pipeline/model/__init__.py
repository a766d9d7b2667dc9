"""What flows through the pipeline. Imports nothing else of ours."""
