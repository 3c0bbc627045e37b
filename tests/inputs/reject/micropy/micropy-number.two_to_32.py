def f(n):
    return 4294967296
