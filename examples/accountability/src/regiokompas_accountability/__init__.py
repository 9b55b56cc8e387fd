"""Rules and measures on the democratic control over joint arrangements; a pack for regiokompas."""
