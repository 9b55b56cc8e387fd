"""Results: frozen data in the words of one language, made once and never computed again."""
