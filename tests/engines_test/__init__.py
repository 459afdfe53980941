"""The engines judge the workbook; these tests judge the engines."""
