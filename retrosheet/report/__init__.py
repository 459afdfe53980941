"""Findings and schedules as people and programs read them: stand-up, page, Gantt, digests, JSON…"""
