"""Reading: from files and data to documents that remember where everything stood."""
