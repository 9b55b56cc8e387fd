"""Settings of Sphinx. Nothing is fetched: no fonts, no scripts, no inventories of other projects."""

project = "regiokompas"
author = "regiokompas"
copyright = "regiokompas, MIT"
extensions = ["myst_parser", "sphinx.ext.autodoc", "numpydoc"]
exclude_patterns = ["conf.py", "generate.py"]

html_theme = "furo"
html_title = "regiokompas"
html_show_sphinx = False
html_copy_source = False

myst_heading_anchors = 4
myst_enable_extensions = ["deflist", "colon_fence"]

smartquotes = False  # two hyphens are an option, not a dash
add_module_names = False
autodoc_typehints = "none"  # the signatures have them
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
numpydoc_show_class_members = False  # autodoc lists them
numpydoc_class_members_toctree = False
