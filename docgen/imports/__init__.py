"""The ways in for people who do not write YAML: workbooks, spreadsheets, records of a CRM; and mending by machine.

    open_book ─▶ cells ─read as the fact's type─▶ Tree ─checked by the model─▶ text of an intake
                                  └─ what could not be used ─▶ Problems, each with sheet and cell ─▶ a marked copy

A value is read only where it can mean one thing; all else is reported, and never guessed.
"""
