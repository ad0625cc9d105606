"""Delivery processes as data, and the model that reads them."""

from docgen.playbooks.load import load_playbook, playbook_names
from docgen.playbooks.model import Playbook

__all__ = ["Playbook", "load_playbook", "playbook_names"]
