def f(n):
    x = 1
      return x
