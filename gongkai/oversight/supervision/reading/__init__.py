"""读网: ten pages a day for a person with a telephone, chosen by risk; two buttons for each."""
