"""The release: a folder of tables that describes and proves itself."""
