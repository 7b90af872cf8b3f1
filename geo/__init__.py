"""Georgia's places: names, codes, outlines, hubs and the map. Imports nothing else of this project."""
