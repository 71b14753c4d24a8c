"""Actions that hold in every room."""

from __future__ import annotations

from tlstudio.gui.actions.action import Action

ROWS = (
    Action("app.new_project", "New project", ("Ctrl+N",), "ph.plus", menu="file", needs_project=False),
    Action(
        "app.open_project", "Open a project folder", ("Ctrl+O",), "ph.folder-open", menu="file", needs_project=False
    ),
    Action("app.sample", "Try the sample", (), "ph.flask", menu="file", needs_project=False),
    Action("app.close_project", "Close the project", ("Ctrl+W",), "ph.x", menu="file"),
    Action("app.add_images", "Add images", ("Ctrl+I",), "ph.folder-plus", menu="file", writes=True),
    Action("app.import", "Import labels", (), "ph.download-simple", menu="file", writes=True),
    Action("app.export", "Export decisions", ("Ctrl+E",), "ph.upload-simple", menu="file"),
    Action("app.saved", "Say when it was saved", ("Ctrl+S",), "ph.floppy-disk", menu="file"),
    Action("app.settings", "Settings", ("Ctrl+,",), "ph.gear", menu="file", needs_project=False),
    Action("app.quit", "Quit", ("Ctrl+Q",), "ph.sign-out", menu="file", needs_project=False),
    Action("app.undo", "Undo", ("Ctrl+Z",), "ph.arrow-u-up-left", menu="edit", writes=True),
    Action("app.redo", "Redo", ("Ctrl+Y", "Ctrl+Shift+Z"), "ph.arrow-u-up-right", menu="edit", writes=True),
    Action(
        "app.history", "History: go back to an earlier point", ("Ctrl+H",), "ph.clock-counter-clockwise", menu="edit"
    ),
    Action("app.search", "Search actions", ("Ctrl+K",), "ph.magnifying-glass", menu="edit", needs_project=False),
    Action("app.filter", "Filter images", ("Ctrl+F",), "ph.funnel", menu="edit"),
    Action("go.data", "Go to Data", ("Ctrl+1",), "ph.squares-four", menu="go"),
    Action("go.label", "Go to Label", ("Ctrl+2",), "ph.bounding-box", menu="go"),
    Action("go.review", "Go to Review", ("Ctrl+3",), "ph.checks", menu="go"),
    Action("go.train", "Go to Train", ("Ctrl+4", "Ctrl+T"), "ph.chart-line-up", menu="go"),
    Action("app.primary", "Press the main button", ("Ctrl+Enter",), "ph.check", needs_project=False),
    Action("app.next_area", "Next area", ("F6",), "ph.arrow-right", needs_project=False),
    Action("app.previous_area", "Previous area", ("Shift+F6",), "ph.arrow-left", needs_project=False),
    Action("view.full_screen", "Full screen", ("F11",), "ph.corners-out", menu="view", needs_project=False),
    Action("view.inspector", "Show or hide the inspector", ("F9",), "ph.sliders-horizontal", menu="view"),
    Action(
        "view.theme_system", "Follow the system's light or dark", (), "ph.circle-half", menu="view", needs_project=False
    ),
    Action("view.theme_light", "Light theme", (), "ph.sun", menu="view", needs_project=False),
    Action("view.theme_dark", "Dark theme", (), "ph.moon", menu="view", needs_project=False),
    Action("help.keys", "Shortcuts", ("F1",), "ph.keyboard", menu="help", needs_project=False),
    Action("help.about", "About TL Studio", (), "ph.info", menu="help", needs_project=False),
)
