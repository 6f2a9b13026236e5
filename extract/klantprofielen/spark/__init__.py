"""Apache Spark as the engine of `extract`: the same reading, many machines. Imported only when it is asked for."""
