"""Tables of what an adviser knows: workbooks, folders of CSV and data frames, in and out."""
