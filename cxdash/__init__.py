"""cxdash: is satisfaction really changing, what causes complaints, and who touches whom?"""
