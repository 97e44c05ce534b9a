"""What have we loaded, what was refused, and what is missing?"""

from cxdash.web import (
    cards,
    holdings,
    holdings_coverage,
    holdings_settings,
    holdings_templates,
    intake_cards,
    upload,
)

cards.question(__doc__)

upload.area()
intake_cards.draw()
holdings.uploads()
holdings_coverage.coverage()
holdings_templates.templates()
holdings_settings.settings()
holdings_settings.aliases()
