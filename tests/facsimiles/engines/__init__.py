"""The programs that turn a facsimile into a PDF, one module each."""
