"""往年台账导入: ledgers of past years and saved pages become contents with their releases, after somebody has accepted them."""
