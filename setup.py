"""Build the package `tokentray.resources` from the folder `resources`, with or without its link.

With the link `tokentray/resources` (and a `package_dir` that says ".") an editable install is one
plain path. Otherwise setuptools installs an import hook that doubles the start of every Python in
the environment, so a mapping serves only the checkouts without links (Windows).
"""

from pathlib import Path

from setuptools import find_namespace_packages, find_packages, setup

folders = find_namespace_packages("resources", exclude=["*__pycache__*"])
has_link = Path("tokentray/resources").is_dir()
setup(
    packages=[
        *find_packages(include=["tokentray*"], exclude=["tokentray.resources*"]),
        *("tokentray.resources", *(f"tokentray.resources.{folder}" for folder in folders)),
    ],
    package_dir={"": "."} if has_link else {"tokentray.resources": "resources"},
)
