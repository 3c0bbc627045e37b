def f(n):
    return 12ab
