"""Circles in a graph: {node: {node it needs: why}}."""


def reachable(edges, start):
    """The nodes that START needs, itself only when it is on a circle."""
    seen, left = set(), list(edges.get(start, ()))
    while left:
        node = left.pop()
        if node not in seen:
            seen.add(node)
            left.extend(edges.get(node, ()))
    return seen


def way(edges, start, end):
    """The shortest way from START to END, by their names when there are several."""
    ways = {start: [start]}
    queue = [start]
    for node in queue:
        for following in sorted(edges.get(node, ())):
            if following == end:
                return [*ways[node], end]
            if following not in ways:
                ways[following] = [*ways[node], following]
                queue.append(following)
    raise ValueError(f"no way from {start} to {end}")


def circles(edges):
    """A list of nodes, the first again at the end, for every knot of nodes that need each other."""
    knotted = set()
    for node in sorted(edges):
        needs = reachable(edges, node)
        if node in needs and node not in knotted:
            knotted |= {other for other in needs if node in reachable(edges, other)}
            yield way(edges, node, node)


def spoken(edges, circle):
    """CIRCLE in words: a -> b (why) -> a (why)."""
    return circle[0] + "".join(f" -> {b} ({edges[a][b]})" for a, b in zip(circle, circle[1:]))
