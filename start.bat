@echo off
rem The same as: py -3 start.py
py -3 "%~dp0start.py" %*
if errorlevel 1 pause
