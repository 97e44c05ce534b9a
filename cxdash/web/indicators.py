"""stub"""
def table(answer): pass
