def f(n):
    return
