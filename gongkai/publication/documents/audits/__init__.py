"""属性抽查: samples of labels that anybody can draw again."""
