def f(n):
    if n:
        n = 1
      return n
