"""计量: who counts what. A room that keeps records says in a module ``measured`` what an assessment may count of them."""
