"""regiokompas: how a regional partnership really stands, and what to do first."""
