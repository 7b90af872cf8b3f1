"""What a page says, as plain words."""


def heads(page):
    """The titles of the page's figures."""
    return [element.value.partition("\n")[0].replace("\\", "") for element in page.header]


def below(head):
    """What stands below a figure's title."""
    return head.value.partition("\n")[2]


def texts(page):
    """All running text: markdown, and what stands below the titles; spaces as they are."""
    return " ".join([*(element.value for element in page.markdown), *map(below, page.header)]).replace("\\", "")


def spaced(page):
    """The same with a plain space for every kind of space."""
    return texts(page).replace("\u00a0", " ").replace("\u2060", "")
