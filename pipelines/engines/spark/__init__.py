"""The left half on a cluster, by Apache Spark; needs the extra `spark`, and is imported when it is asked for."""
