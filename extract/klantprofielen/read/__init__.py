"""From the path of a document to what is printed in it: no database, no judgement."""
