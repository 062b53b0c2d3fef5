"""A window that holds one file, to be dragged out of it: drag-source.py FILE"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

uri = pathlib.Path(sys.argv[1]).as_uri()
window = Gtk.Window(title="A file to drag")
window.set_default_size(160, 120)
held = Gtk.EventBox()
held.add(Gtk.Label(label="Drag me"))
held.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
held.drag_source_add_uri_targets()
held.connect("drag-data-get", lambda _widget, _context, data, _info, _time: data.set_uris([uri]))
window.add(held)
window.connect("destroy", Gtk.main_quit)
window.show_all()
window.move(1200, 700)
window.set_keep_above(True)
Gtk.main()
