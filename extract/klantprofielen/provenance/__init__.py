"""From a published number back to its proof: cells, equations, document, and a picture with the cells outlined."""
