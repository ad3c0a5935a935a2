"""Tables of the accuracy page in Markdown."""


def holding(judged: "list[dict]") -> str:
    """Return how many of the judged results hold."""
    return f"{sum(result['holds'] for result in judged)} of {len(judged)}"


def yes_or_no(result: dict) -> str:
    """Return whether a result holds, '' where it is not judged."""
    return {None: "", True: "yes", False: "**no**"}[result["holds"]]


def markdown_table(header: "list[str]", rows: "list[list[str]]") -> "list[str]":
    """Return a table, the first column to the left and the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]
