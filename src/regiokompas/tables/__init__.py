"""Tables of what an adviser knows: workbooks, folders of CSV and data frames, in and out."""

from regiokompas.tables.folder import holds_tables, load_folder, write_folder, write_folder_template
from regiokompas.tables.frames import from_frames
from regiokompas.tables.scaffold import write_yaml_template
from regiokompas.tables.workbook import load_workbook, write_workbook, write_workbook_template

__all__ = [
    "from_frames",
    "holds_tables",
    "load_folder",
    "load_workbook",
    "write_folder",
    "write_folder_template",
    "write_workbook",
    "write_workbook_template",
    "write_yaml_template",
]
