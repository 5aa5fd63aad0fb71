<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>Audit</name>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing of this kind was noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: {part}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who joined and was shut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was given what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was taken out or fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erasures, backups and files on sticks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has not asked yet what the server noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s notes lead on from those that this laptop kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server was not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server was asked {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup of the server was put back: what the server noted between {since} and {until} is lost there. This laptop still has what it saw of it. If nobody put a backup back, ask whoever looks after the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end of the server’s notes was taken away: what it noted between {since} and {until} is gone there, and no backup explains it. Ask whoever looks after the server, and show them this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s notes say something else than they did: what was noted between {since} and {until} was written anew, and no backup explains it. Ask whoever looks after the server, and show them this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s notes do not hang together: something in them was changed or taken out. Ask whoever looks after the server, and show them this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever looks after the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a laptop that is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something that this version does not know was noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server has lost this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s records began anew: a backup was put back, or they moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} invited {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} joined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} shut out {laptop}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} let {laptop} do something else: now {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} put the branch into a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} gave {laptop} {part}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took {part} from {laptop}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} ordered {laptop} to destroy its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took back that {laptop} is to destroy its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} destroyed its records, as it was ordered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laptop of {who} was copied or put back, and went on as another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} erased somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took {people} out into a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} fetched {part} as a whole: {records}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} fetched much on this day: {records}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} fetched unusually much on this day: {records}. Ask them why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} fetched a register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file on a stick came from {laptop}: {records} were new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file on a stick was written for {laptop}: {records}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} took what {laptop} had handed in: {records}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {laptop} had handed in was left: {records}. Nobody has it any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who} let in {records} that lay apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{times} requests of {laptop} were refused: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was backed up: {records}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup was put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server looked up who may have what: {times} things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a walk list that is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a data officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they asked for what is not theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they asked for what only organisers may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it was shut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server did not agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} on {date}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Backups</name>
    <message>
        <source>{n} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does not open with the passphrase of now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people}, {n} not sent then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was made {moment} and holds {people}; {n} changes had not been sent then. What is newer on this laptop and can still be read is kept with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second folder is not there now: {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup was made, opened and counted: {holds}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in the second folder too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second folder is not there. Plug its stick in, then make a backup again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The second folder did not take it: there is no room, or it may not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the second folder took could not be read again. Use another stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records on this laptop have a damaged place, so no backup was made of them. Older backups are as they were. Lock, open again, and bring the records back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last backup could not be written: there is no room on the disk, or it may not be written. Older backups are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records are back: {people}, {n} not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} newer than the backup were kept from the records that were here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all of those could be read: what was written last and not sent may be missing. Their file lies aside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive now: the server brings the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of everything on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups in the second folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a second folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading which backups there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, make none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a second folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a backup now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No second folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No backup yet. One is made by itself soon after work begins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are made by themselves while you work and when you close. The last of seven days, four weeks and six months stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet. Choose one on a stick, so that a lost laptop does not take its backups along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stick in a drawer keeps what was erased since, and opens with the passphrase of then, until it is plugged in and the next backup is made. Know where your sticks are.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Batches</name>
    <message>
        <source>a register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing left to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {records} as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} stay, because somebody wrote there since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Below</name>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom do you invite?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the new branch is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its first organiser brings everything else. A branch that there is invites by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a code with the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No region yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regions are made by whoever runs the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again from your home once there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom else?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which region?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for: {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for the first organiser of {branch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a code for this branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first organiser of a new branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They begin the branch on a laptop of their own; you see its numbers, never its people.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Branch</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody on this laptop is called that yet. It is kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in a register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what the branch holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what your branch holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No register yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The council gives it to parties as a file. Everything begins with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electors on the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same file twice changes nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polling districts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No walks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A walk is a few streets for two people and an evening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are cut from the streets of the register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No survey yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits are kept without one. A survey is written as a spreadsheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Surveys filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People and laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only you so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {laptops}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever you invite sees the branch’s doors on a laptop of their own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no name yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>! this laptop has joined none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut the first walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite the first canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut another walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was written is safe on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, tell whoever looks after this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the full register, as Xpress writes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the full register, as Idox Eros writes it (PP50)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a register that we know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>commas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>semicolons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tabs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>upright strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is {layout}: {rows}, parted by {delimiter}, with letters in {encoding}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all} MB, {share} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {n} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {minutes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} You can go on working.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good once, until {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Groundswell and choose “Join my branch”. The code is {code}, the server is {server}. Then ring me, and we compare three words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without an address in the file: {electors}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered without a name, and kept so: {electors}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}, column “{column}”: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{questions}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {languages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in their own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one of {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>some of {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>worked out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{kind}, not asked of everybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Branches</name>
    <message>
        <source>under {least}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says how each branch stands once it has been asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring {branch}: none of its laptops has been heard from for {days}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {branch} about {silent} of {laptops}: silent for a week or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every laptop of every branch was heard from this week.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} questions wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changes not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changes kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server has not been asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the server told it {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Bundles</name>
    <message>
        <source>{changes} in the file, {n} of them so far only on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {n} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of colleagues go along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops of your branch and its server can read it, and nobody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only laptops of your branch can read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It counts as sent once the server has answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing came that was not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} were here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of a colleague’s go to the server with yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} are not for this laptop and were left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What came is kept; read the file again for the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} are no longer for this laptop, and all of them are still here. Ask your organiser; then read the file again and say that they may go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is cut short or damaged, and the server’s answer is believed only whole. Copy it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is cut short or damaged. What is whole of it was taken; copy it once more for the rest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server was put back from a backup, so what is sent counts again once you have a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} written here are still only on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was written here is with the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} are no longer for this laptop and went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of yours the server keeps apart; Ctrl+T says why.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>This one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing here is ever removed by choosing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what there is to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where two people answer one question differently, both answers wait here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What there is to settle could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every answer is safe on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {letter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of them is in the way of your work.
You can leave them for later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} to settle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} answers to one question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All are kept. Which is right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both are kept. Which is right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether they wish no visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the walk is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which streets are walked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who walks it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who goes along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When they are back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which survey is asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they are called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they do here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the laptop is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose laptop it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the branch is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which council the register is from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which register it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether it stays on the lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{whose}: {question}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off the lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stays, with “{value}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {laptop}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settled: {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Five</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Counts</name>
    <message>
        <source>{n} visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} elector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} electors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} households</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} polling district</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} polling districts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} hours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} problem</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} problems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Custody</name>
    <message>
        <source>its records were destroyed {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the order to destroy its records was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it heard the order to destroy its records, and has not yet said that it did</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it cannot hear the order to destroy its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it has not yet asked, so it does not know that it is to destroy its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handed in {changes} that wait for your word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits to be handed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps {changes}. An organiser decides whether they are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {laptop} handed in was left, and is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of what {laptop} handed in, {new} were new and {held} were there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps {changes} apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shows more than doors until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole disk is encrypted, as the laptop told it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk around the program&apos;s records is not encrypted, as the laptop told it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the whole disk is encrypted is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} will be shut out for good, and destroys its records when it next reaches the server. What it has not sent it hands in first. This cannot be undone once it was heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} will be shut out for good: it can neither send nor receive. Whoever uses it needs a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} is no longer to destroy its records. It stays shut out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} is shut out, and destroys its records when it next reaches the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} is shut out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody can be asked: this laptop has not sent anything yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server knows this laptop, and all is well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was told to destroy its records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was shut out. Ask your organiser for a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An organiser of the branch had everything on this laptop destroyed. Nothing of it can be opened again here. If this is your laptop, ask your organiser: what you had sent is safe with the server.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>January</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>February</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>March</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>April</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>June</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>July</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>August</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>September</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>October</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>November</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>December</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Friday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} {day} {month}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {weekday}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in {while}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{while} ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late by {while}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good afternoon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{greeting}, {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} morning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} afternoon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{weekday} evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} in {place}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Door</name>
    <message>
        <source>Who answered?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back a step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answered, and what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a time yet. It is kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elector {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has rung here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would you read this note aloud to them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud, and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I read it aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers, several can be chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>question {at} of {count}: a digit answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>question {at} of {count}: digits choose, several may</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>question {at} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question {at}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Door {place} of {count}, odd side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Door {place} of {count}, even side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Door {place} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not visit. They asked us not to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not visit. They asked us on {day}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They asked for {time} today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They asked for {day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asked}; ask for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns 18 on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>19:30, tomorrow 18:00, or +30 for half an hour; or leave it empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They asked us to come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come back at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come back on {day}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asked}, ask for {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They speak another language</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Doors</name>
    <message>
        <source>Go to number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No walk yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organiser cuts walks from streets and gives you one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meanwhile there is a made-up street to practise on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This walk could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your visits are safe on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No door here has that number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {language}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may be visited again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this door</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Erasing</name>
    <message>
        <source>Everything that your branch wrote about them goes: what was typed, notes, visits and answers. It goes from this laptop now, and from the server and every other laptop when they next exchange.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stay on the lists with what the council’s register says of them: that is the council’s, and only the council can take it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are on no register here, so nothing of them is left on the lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be undone, by anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To erase {name}, type {answer} and press Enter: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased on this laptop. The others follow when they next exchange.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was erased.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>for letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for lists on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>because somebody asked what is held of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{date}: {who} took out {people} {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everybody on this laptop’s lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of {people}: those found by “{search}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have {left} of {most} people left to take out today, and {after} after this file, as far as this laptop knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groundswell’s mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elector number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 person is in {file}, in {folder}; that is noted in the branch’s log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people} are in {file}, in {folder}; that is noted in the branch’s log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other organisers and the server learn who took out how many, and why, when this laptop next sends.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In your words, which only your branch can read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in your words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who goes into the file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one row for each person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken out so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing yet, as far as this laptop knows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} before that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write people to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who did, how many and why is noted for the branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counting who goes into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook for a spreadsheet (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plain table for other programs (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {people} to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, write nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than is left of today’s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where to write them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only those found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Nothing was taken from the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A register that a colleague sent cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything else is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask them to import it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no field “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fields are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was given for “{name}” is longer than {most} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing to write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here has that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be written about a person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A turf needs at least one street.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of these streets are not known here: {count}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the streets and use the keys that stand there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no turf with that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No household has that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No visit has that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no two answers to that question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps somebody has settled it meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed; every laptop has what it had.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop does not hold the whole branch yet, so it cannot say what a turf holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive until everything has come, and do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The moment at which it is to end is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one that lies ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not know this laptop or this turf, or the laptop was shut out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of laptops again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an organiser can do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here was written with that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No register was brought in under that id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A date of birth is a day that has been.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as year, month and day, as in 1984-05-31.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those are the same line of the list already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose two people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody said that these two are one person.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of answers cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is to hold one JSON object, with the names of questions and their answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{question}”: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch has no such survey in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a form into use first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The survey cannot be read here; perhaps a newer Groundswell made it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was answered before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version, or take the form into use again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is none of the answers to this question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of those that are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list again; it may have changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list could not be written into that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that is there, and that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has not joined a branch&apos;s server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join with a code from your organiser, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a file that Groundswell wrote on a stick, or its beginning is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it once more from the other laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is of another branch, so it stays locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is for another laptop or for the server, so it stays locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the file that is meant for this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. No file was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file on the stick could not be read or written ({n}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether the stick is full, locked or gone, then try again under another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That file is no backup, or it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take another one, from an earlier day or from a stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup here that can be brought back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look on a stick, if you keep backups on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That folder is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plug the stick in, or name another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records and the older backups are as they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records of as many laptops were ordered destroyed today as a branch may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laptop is shut out all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again tomorrow, or ask whoever looks after the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is more than one member takes out on one day: {left} of {most} are left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take fewer, or ask another organiser to take the rest from their laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That it was to be is noted all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written, and nothing noted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words why people are taken out: {least} to {most} letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People cannot be taken out like this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No organiser’s laptop would have the whole branch for good any more, and nobody could give it to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give another organiser’s laptop the whole branch first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An organiser begins with the whole branch: nobody can cut or give from a part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite a canvasser to a part, or an organiser without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initials are one to {letters} letters for each, parted by spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was handed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write them as AB CDE, for {most} people at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laptop was not handed to anybody with these initials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser to add them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laptop is not handed over to anybody.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No organiser can open these records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the code on your recovery sheet, or join again with a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are not the words of this request, so no answer was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them read the words again. If they still differ, the request was changed on its way: ask for another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop cannot open what was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them ask another organiser, or use the code on their recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That file could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or use the square code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That help was not possible.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no request for help, or it did not arrive whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them send it once more, as a file or by the square code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is no answer to a request for help, or it did not arrive whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the organiser send it once more, as a file or by the square code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody asked for help here, or it was given already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for help first, then let an organiser answer that request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That answer is to another request, or to one from before these records were locked anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for help again, and let an organiser answer the new request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody on this laptop is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There has to be something to call you by.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write initials, or leave the number that stood there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is longer than {most} letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initials will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a letter in it that is not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type it once more rather than pasting it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else on this laptop is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something by which you are told apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was shut out, so it shows nothing but doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day until which these records are shared is over, so this laptop shows nothing but doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let whoever they belong to say another day, or take the other passphrases away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was not heard for fourteen days, so it shows nothing but doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive once, or ask your organiser for a file that renews it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a file that renews a laptop, or it is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy it once more, or ask your organiser to write it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is not for this laptop, or nobody who may do so wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser to write one for this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is older than what this laptop has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser to write it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A laptop cannot renew itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive, or ask another organiser to write the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file could not be written there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop may not renew others: it is no organiser&apos;s, or was not heard for a month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive once, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop can lock itself after {least} to {most} minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a number between these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report could not be saved there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This installation has no part that makes pages to print.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the report as text instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an organiser&apos;s laptop can renew the key to the notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an organiser of your branch to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No laptop that waits to be known has these words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let both laptops send and receive, then compare again. If the words still differ, call your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed; everybody is what they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last organiser’s laptop that has the whole branch for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make another colleague an organiser first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you are here does not let you give that role.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an organiser of the branch, or whoever runs the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server knows no such coordinator above this branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of coordinators again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a branch of that name already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its own organisers invite into it; give a new branch another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records of a region go by the network alone; a stick is for laptops of a branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send once there is a network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not take that role for this laptop, or that end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A branch has canvassers, data officers and organisers; a guest needs an end within a year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file or folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look whether the stick is in its place, then choose again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room there, or write it elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file or folder may not be read or written here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to, or another stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stick is locked against writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock it, or write the file elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not prove who it is, so nothing was sent to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line does not end at the server: it has a key that the server never told of, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the server broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection and try again; the work goes on without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser for a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not know that code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That code is too old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That code was used already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an organiser may do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code is for another branch than the one on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell whoever looks after the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop is the last of an organiser’s that has the whole branch for good; with this code nobody would.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let another organiser’s laptop join first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop may not send or receive any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These records belong to whoever had the first passphrase to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them do that, with their own passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody said until when these records are to be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say the last day, as in 2026-12-14.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That day is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say today or a later day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records are shared for {most} days at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say an earlier day. It can be made later again when it is near.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guest&apos;s records are for the guest alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the others begin with records of their own: lock, then press Alt+O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has the whole branch, or nothing came to it yet. Only a laptop with walks alone can be shared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the others begin with records of their own: lock, then press Alt+O. Or let your organiser give this laptop walks alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever these records belong to can take away any other; their own stays with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock Groundswell, then bring back a backup: what can still be read, and was not sent, is kept with it. Without a backup it begins again with what can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser for a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop&apos;s clock is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it right, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was to be sent is larger than the server takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks us to wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not agree to this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again later; if it happens again, tell whoever looks after the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the address of a server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins with https:// and is written in your organiser&apos;s message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be a code: a code has twelve letters, and neither I nor O.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it again, letter by letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody answered who is not your branch&apos;s server, so nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the network asks you to sign in, do that first. Else tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server answered with something that cannot be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped. What was sent is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending and receiving did not work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the server sent does not come from where it should, so it was not taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell your organiser before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was to be sent or received is larger than the server takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server and this laptop did not understand each other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address of the server, or install the newer version of Groundswell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is more text than can be sent in one piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write less, or part it into several notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This needs the passphrase, and there is nobody to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was opened or changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type it when asked, or put it into the variable that the help names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two passphrases are not the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the same one twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That passphrase does not open this on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or use the code on your recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was locked meanwhile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it with your passphrase and do it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groundswell is already open with these records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the window that is open, or close it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no records in that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the folder&apos;s name, or make a new place for records there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are records in that folder already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were not touched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open them, or choose an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop holds records of its own, so it cannot join another branch with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin anew in an empty folder, and join there with the same code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These records were written by a newer Groundswell than this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the newer version, then open them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop cannot encrypt, so nothing was opened or written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of those who share it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in {minutes}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Groundswell again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer keeps a part of the lock in its keyring, which does not answer now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in to the computer as usual and try again, or use the code on your recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That passphrase does not open this on this computer: the computer&apos;s own part of the lock is not here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it on the computer where it was made, or use the code on your recovery sheet here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older lock was put back on these records: a passphrase from before may open them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records themselves are as you left them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you brought them back from a copy, change the passphrase. If not, tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No more than {most} ways to open these records can be kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take somebody&apos;s passphrase away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody by that name has a passphrase here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the list of those who have one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own passphrase cannot be taken away by yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed, so what can be rescued still is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file in that folder is not protected, so Groundswell did not write it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or bring your own back from a copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the folder back from a copy, or join again with a new code from your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that holds the lock to these records is missing or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file that holds these records is missing or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full, so this was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make some room, then save again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop does not let us write in that folder, so this was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or ask whoever looks after the laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk did not take what was to be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens once more, copy the folder to another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is shorter than {least} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase is longer than any that we can take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase has characters that cannot be typed everywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That passphrase is easily guessed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another: four or five words that do not belong together are good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again at group {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again at groups {numbers}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has eight groups of four letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not the code on the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that we did not foresee.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was saved before is safe, and this was not half done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try once more. If it happens again, tell whoever looks after this program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whatever was saved before stays saved; what was under way was not kept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened. Check that it is there, and not open in another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than {limit} MB. No form is so large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a spreadsheet of the kind .xlsx. Open the form and save it as .xlsx.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is an old spreadsheet (.xls), or one with a passphrase. Save it as a plain .xlsx.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet is locked. Save it without a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet is damaged. Open it, save it anew, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet holds more than {limit} MB when unpacked. No form is so large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet is made of more than {limit} parts. Copy its sheets into a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet holds declarations that none needs and that can do harm. Do not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet is nested in a way that no spreadsheet is. Copy its sheets into a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The spreadsheet is made of more pieces than a form needs. Copy its sheets into a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} rows. Make the form shorter, or delete rows that are not of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} columns. Delete those that are not of the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} cells. Delete rows and columns that are not of the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} letters up to this row. Make the form shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} letters of rules up to this row. Make the rules shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the first {limit} problems are listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sheet called “{sheet}”. A form needs one; name the sheet with the questions so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two sheets have this name. Delete or rename one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This sheet asks for something that we cannot do. Delete it if the form works without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something stands here in a column without a name in row 1. Name the column or clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” is missing. Add it in row 1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” is there twice (“{found}”). Delete the wrong one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We do not know the column “{column}”. If “{found}” is meant, write it so; otherwise rename it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” stands in the column “{column}”, which we cannot do. Clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” is not used here and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{column}” asks for something that we cannot do. Clear it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The setting “{column}” is not used here and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The default language is “{found}”, but no column of words is in it. Correct one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more than {limit} languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form asks nothing. Add a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has no type. Write one, such as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cannot ask questions of the type “{found}”. Use another type, or delete the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no type “{found}”. Check how it is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}”: we cannot add “other” by ourselves. Add it to the list, and a text question after it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row has no name. Give it one, without spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” cannot be a name. Begin with a letter; use letters, digits and _; keep it short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier row has the name “{found}” already. Give this one another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” has no label, so its name is shown. Write a label.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label is missing in: {found}. Another is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is worked out here. Write a calculation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group “{found}” begins here and never ends. Add a row with end group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A group ends here that never began. Delete the row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than {limit} groups lie in each other here. Use fewer groups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell in the column “{column}” is a formula. Write its result into the cell instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell in the column “{column}” holds a failed formula ({found}). Write what is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell in the column “{column}” holds characters that cannot be seen. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A cell in the column “{column}” is too long to be read aloud. Make it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” cannot be filled in a row of this kind ({found}). Clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This has no effect in a row of this kind ({found}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The appearance “{found}” is not used here and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The appearance “{found}” asks for something that we cannot do. Clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” cannot be an answer to this question, so it cannot stand there from the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A question that nobody may answer is not asked. Make it a note, or clear the cell.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no list of choices called “{found}”. Add it to the sheet of choices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choice “{found}” belongs to no list. Name its list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A choice of the list “{found}” has no name. Give it one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}” cannot be the name of a choice here. Make it short, and without spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list has a choice “{found}” already. Give this one another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We do not understand “{found}” in the column “{column}”. Check brackets and quotes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule in the column “{column}” is too long or too deeply nested. Make it simpler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cannot do “{found}()” in the column “{column}”. Write the rule without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{found}()” in the column “{column}” is given too little, too much, or the wrong kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” asks for “{found}”, but no question has that name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” asks for “{found}”, which is a group. Name a question.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the column “{column}” a question is named in quotes: “{found}”. Take the quotes away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The column “{column}” holds a path: “{found}”. Name questions as ${{name}} instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The choice filter looks at “{found}”, but the choices of this list have no such column.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full stop in the column “{column}” means the answer itself, which there is none here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cannot use the pattern “{found}”. Write it out, without looking ahead or back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These questions wait for each other (a circular rule), so none can ever be asked: {found}. Break the circle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs that read such forms would refuse this one. They say: {found}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Grants</name>
    <message>
        <source>a turf that is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the whole branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has nothing of the branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has {names} alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} has the whole branch; the rest comes with its next sending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} has {turf} alone. It sends what it holds first, then asks whoever works on it whether the rest may go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}, until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message>
        <source>Take the laptop back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever handed it over opens everything again with the passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{initials} writes now: change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand this laptop over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Initials of those who help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parted by spaces, such as AB CD. They pick theirs before they write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They see the doors of this walk and nothing else, until you take it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To take it back you type your passphrase, also after a lock or a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After two minutes without a key it asks for initials again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay near: whoever has the laptop in hand could carry it away while it is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your initials</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick your initials. What you write from now on carries them; nothing else on this laptop is open to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The organiser is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over: {name}. For: {initials}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{initials}: {records}, {first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written under initials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The laptop is yours again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Helping</name>
    <message>
        <source>No organiser can open these records for you: you wanted it so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No organiser can open these records for you. If the passphrase is lost, the sheet opens them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} can help you if the passphrase is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} can help you once these records were locked and opened again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has helped a colleague once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has helped colleagues {n} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No organiser can open these records for you any more. Everything is encrypted anew when they are next opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send this to an organiser of your branch, then call them and read these words to them: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody who gave no name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} asks, or somebody who says so. Call them on a number that you know, and let them read three words to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the answer. Send it back: only the laptop that asked can use it, and only once. Nothing of it is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is there, and encrypted anew. Use the new passphrase; the recovery sheet stays good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help with a lost passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file, or the line that a scanner reads from the square code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The three words that they read to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If they are not right, no answer is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer as a square code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it into a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>{date}, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No walk yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organiser cuts walks from streets and gives you one. It comes when you send and receive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tonight’s walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>people spoken to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number}, next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you ring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to know before tonight’s doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>walk past</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With you tonight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rings the bells; you keep the board</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back at the hall by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here is ever sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every visit has been sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this laptop only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They go when a network is near.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your evenings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They will stand here, with their doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carry on at number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start at number {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the whole walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches, longest waiting first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches that wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits just now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You see numbers from branches, never people. Counts under 10 stay hidden. A name comes only with its owner’s yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have looked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since you last looked, {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>walks cut</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions with two answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{questions} on {laptop}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silent laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other laptop has been heard from yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A laptop without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none is late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all walks are in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A walk stands here from when it is given to somebody until its last door is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>due {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all} doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest has waited {days}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all asked today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever asks us to come back stands here until somebody has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing has a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks to be back and doors to be rung again stand here by their time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk to be back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Door to be rung again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle {questions}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite a canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in a register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops and who waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When to lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What that means</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading your home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you wrote is safe on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked us to come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked for {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody in; last week {count} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{people} asked us to come back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under {least}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer than {least} people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} wait for you</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Invite</name>
    <message>
        <source>The server’s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They type it below the code, as it stands here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The three words, by voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their laptop shows three words before it takes anything in. They must be these. If they differ, tell them to stop, shut out the laptop that came by this code (Laptops, X), and make another code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A canvasser, for one walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their laptop begins with the doors of one walk and who lives there, and nothing else.
Other walks, or the whole branch, can be given to it later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A data officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A coordinator, as a guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whom do you invite?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The walk that their laptop begins with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a code with the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied: paste it into a message. The three words are told by voice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>those with nobody yet first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking who is above this branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No coordinator above this branch has joined the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No walk is cut yet. Cut one in Walks, then invite somebody to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code leads a newcomer to the branch’s server, and this laptop has joined none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect it first; your work stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organisers invite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you are here does not go with giving out codes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an organiser of your branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for one canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for one organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for one data officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for one guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code for one canvasser, for {walk}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to whom you invite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a code for this walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a message for them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, {region}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which coordinator?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for {n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until when does {laptop} see this branch’s people?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Laptops</name>
    <message>
        <source>Laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending, so that the server knows what belongs to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days since each was heard from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading how the laptops stand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What {laptop} is to have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the place of all that it has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says how each laptop stands once it has been asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it have this alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} is a guest here no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the member with {laptop} is to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from their next sending on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them do this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help with a lost passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was shut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop needs all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose what it has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what they do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the first keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew the key to the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this one, {whose}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every laptop was heard from this week, and none needs anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring {who}: this laptop has not been heard from for {days} and holds {held} that are nowhere else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring {who}: this laptop has not been heard from for {days}. It had sent everything by then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talk to {who}: everything is safe, but the server keeps {apart} from this laptop apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {who} whether an older copy of this laptop is still in use. Nothing was lost; two copies only confuse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settle {questions} with two answers that {who} has waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {who} to send: {held} are on this laptop only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask {who} to receive: this laptop is behind by {behind}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A laptop without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shut out on {date}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>behind by {changes}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{questions} with two answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was copied or put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has sent and received everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}: {laptop}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, until {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet heard from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last heard {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased on {done} of {of} laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a laptop without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}; waiting for {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}; {changes} came too late and were not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server has not been asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the server told it {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this laptop is to have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has it now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every door and everybody, as organisers have it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What its member is to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>does that now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the order back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Destroy its records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are destroyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a file that renews it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what it handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut it out and destroy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renewals (*{suffix})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Learn</name>
    <message>
        <source>who answered, by their digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go on: the next question, or save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back a step, outside text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undo the door that was saved last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>save, and everybody else was out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ask in the form&apos;s other language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hide all but this door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the next door and back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over the road</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to a house number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the next door still to be tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the rooms at the left, by digit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>light, dark, high contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>larger text; Ctrl+0 as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ten minutes with the keys are worth an evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase and recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the made-up street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise on a made-up street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened at the door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keying a door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From door to door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the made-up street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forty doors, and nobody behind them is real. Nothing is kept and nothing is sent. Ctrl+L brings you back to where you were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and addresses from the electoral register, and what people told us at the door. Residents can see your screen: F12 hides the other doors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answered, what happened, and what people say in their own words. Read a note aloud to them before you leave: then it is theirs too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you never write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you would not read aloud to them: guesses about health, faith, origin, or who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who else reads it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your branch. The region and national office see counts, never people. Whoever asks what we hold is told; whoever says stop is left alone, by one key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lease</name>
    <message>
        <source>How long this laptop may be alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a file from an organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renewals (*{suffix});;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was shut out. It only takes visits in. Ask your organiser for a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was not heard for fourteen days, so it only takes visits in until it sends and receives.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is on this laptop was put back from an older copy. Send and receive once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at this laptop&apos;s clock: it does not seem to be right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive now: {left}, then this laptop only takes visits in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send and receive within {days}, else this laptop only takes visits in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a day is left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing ends on this laptop yet: it was not heard by a branch&apos;s server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop may work as it does until {day}; each sending renews that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doors and their questions can be worked as before, and nothing that was written is lost. People, lists, the register and the rest of the branch stay closed until then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This binds this program, as long as it runs as it was made. It does not bind somebody who knows the passphrase and copies the files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written. Carry the file to that laptop and let it take it; it is good for that one alone.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message>
        <source>taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {doors} done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{value} ({who}, {day} {time})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet heard from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colleague</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are none.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lock</name>
    <message>
        <source>When to lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes without a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 to {most}. The fewer, the less somebody finds who takes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It locks at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when you press Ctrl+L, whatever is open;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when the laptop sleeps or its lid is closed, and when its own screen is locked;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>when its clock has jumped, as after a sleep that nobody told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of your work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is being typed is kept and stands there again. What was sending goes on when you are back; a register or a file that was under way is either whole or not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Lost</name>
    <message>
        <source>What this is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was ordered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What binds only the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop}, {branch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} has destroyed its records, {done}. That was ordered by {by}, {ordered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} is to destroy its records: ordered by {by}, {ordered}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It heard the order, and has not yet said that it did.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot hear the order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not done yet: it has not asked the server since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. It names who used the laptop, so hand the file only to whom it is meant for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{who}, {role}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By what the server told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the branch was ever given to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The counts are of what these parts hold now; the laptop held no more than was written when it was last heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What follows from being shut out, from the day given above and from an order binds the program as it was made: somebody who knows the passphrase and copied the files can read what was on the laptop, whatever was ordered since.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That its records were destroyed is what the laptop said; nobody else can check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} ({who})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is protected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {since}, until {until}: {people}, {households}, turfs: {turfs}, surveys: {surveys}, files: {files}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last heard from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent when it was last heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no, it may still send and receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shut out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows more than doors until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last asked while it was locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed in, and not yet decided about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{at}, by {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its records were ordered destroyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It heard the order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not yet asked, so it does not know of the order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It said that they were destroyed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order was taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not said that they were destroyed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything of the branch on it is encrypted, and opens with a passphrase that the program never keeps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody ordered its records destroyed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whoever runs the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}: {about}. Page {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report on a lost laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the server what was on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Outcomes</name>
    <message>
        <source>Nobody in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A child answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Passphrase</name>
    <message>
        <source>too easily guessed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase and recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what opens these records on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new one once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypt everything anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Both are kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let organisers help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let no organiser help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new passphrase opens it from now on. The recovery sheet stays good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is encrypted anew. The passphrase and the recovery sheet open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the new code down and keep it at home: never beside the laptop. It is shown only now. The old sheet opens nothing any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the passphrase if somebody saw you type it. The old one opens nothing from then on; a copy of the folder that was made before still opens by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new recovery code if the sheet was lost, or somebody saw it. For that only the first line is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encrypt everything anew if somebody who could open these records should not any more. The passphrases and the sheet stay good. It takes some seconds, during which all is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the records on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day on which others open these records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their passphrase, typed by them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theirs once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give them one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say another last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take theirs away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a day yet, as 2026-12-14 is. It is kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} opens these records by their own passphrase from now on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody without a name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has a passphrase here reads everything on this laptop, and could keep a copy. What they write stands under their own name, which the branch sees as it sees any colleague&apos;s. After the last day this laptop only takes visits in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody who only borrows this laptop does better with records of their own: lock, then press Alt+O. A laptop that has the whole branch is not shared at all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To take a passphrase away write the name as it stands above. Everything is encrypted anew, so that what they could open opens nothing any more; make a new recovery code too if they have seen the sheet.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>A note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Would you read this note aloud to them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read aloud, and right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I read it aloud</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept as you type. Leave empty what you do not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find anyone by name, address or elector number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name, address or elector number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No name, address or elector number begins like that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People come with a register, or one by one as you meet them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not visit. They asked us not to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has rung at their door yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In their words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing here is ever removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two answers to one question: {fields}. Both are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>begun, not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Elector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>add a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>everything written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>write to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything you wrote is safe on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again, or tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever is found is shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begun before and not saved. On the page: {value}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which is right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may be visited again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop visits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Middle names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Family name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Likes to be called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Town</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which door they live at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cares about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more than {shown} of {people}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{shown} of {people}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No address is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{address}, with {names}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{names} and {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outcome}. {answers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{outcome}, {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note that this laptop cannot read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day}, to {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{said} Read aloud to them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today, {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laptop {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>two people after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erase them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same as somebody else on the lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not the same as anybody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same person as {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Person</name>
    <message>
        <source>Name not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not visit. They asked us not to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{day} {time}: {outcome}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was written:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also listed as: {who}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from the register</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Readers</name>
    <message>
        <source>The key to the notes is the branch&apos;s first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key to the notes was renewed on {date}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told} A laptop that was shut out since still has it: renew it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One note cannot be read on this laptop yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes cannot be read on this laptop yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads the notes, until the key is renewed: compare words with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads new notes once it and an organiser&apos;s laptop have sent and received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot read new notes: compare words with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop} (this one)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop}, {member}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop}: {reading}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key to the notes is new. Laptops that read what is written from now on: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{told} Compare words with: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: every laptop that was told of is known for certain.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One laptop is not known for certain yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} laptops are not known for certain yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of this laptop: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are the words of a laptop of your branch. It is known for certain now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Making a new key to the notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so that a laptop is known for certain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The three words that the other laptop shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capitals and gaps do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops to compare words with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the words of this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type all three words, parted by gaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are its words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words of this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read them out to whoever sits before the other laptop, side by side or by a telephone on which you know each other&apos;s voice; never by a message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key to the notes is given only to laptops of which an organiser&apos;s laptop knows for certain whose they are. Whoever joins by a code is known by that. A laptop that joined with an older program is known by its words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of you types what the other reads out. If the words differ from those on the other screen, type nothing, and call your organiser: somebody may stand between you and the server.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecoverySheet</name>
    <message>
        <source>Recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a store of Groundswell, {branch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a store of Groundswell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code opens the store when the passphrase is lost. You then choose a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this sheet at home, never beside the laptop. Whoever has both can read everything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the locked screen press Alt+L, then type the eight groups. Gaps do not matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If this sheet is lost, make a new one: the old code then opens nothing.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Region</name>
    <message>
        <source>Your branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days of silence, longest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No branch is in this region yet. Whoever runs the server puts them in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you can see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts from 1 to 9 stay hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>branches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>questions wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changes not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest silent first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{role}, {branch}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>silent</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Register</name>
    <message>
        <source>The council’s register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>layout, letters and columns are found out by themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file from the council</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste where it is, or drop it here. It is read where it lies; no copy is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registers (*.csv *.txt *.tsv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing the register back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The register stands again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who was known from it alone is off the lists. What the branch wrote about anybody stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import is undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing in the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, keep nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is read. Writing it down: {done} of {all}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is read. Writing it down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file was not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was brought in, and nothing that was here was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of the file was kept, and nothing that was here was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the council’s electoral services for the full register as CSV; parties may have it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing in a newer one keeps all visits and notes; people stay who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut walks from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it in again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only look into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the latest stand again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the latest import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing: every row was read and understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is a register, and nothing was brought in yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The register is brought in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new: all of it was here already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every row was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rows} not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first {n} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>households</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polling districts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be opened. Check that it is there, and not open in another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than any register. Ask the council for the register alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a text file. Ask the council for the register as CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is {found}, not a CSV file. Open it and save it as CSV, or ask the council for CSV.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letters in this row are broken, so the file may be damaged. Ask the council to send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row holds characters that no register has. The file may be damaged or of another kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row names the columns of a register that we know. Choose the full register from the council.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These columns are missing: {expected}. Ask the council for the full register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is there twice. Delete the wrong one and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has {found} columns. A register has no more than {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than {expected} rows. No register is so long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has more than {expected} blank rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names more than {expected} polling districts. No register has so many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row is longer than {expected} characters. The file may be damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quotation mark opens in this row and is never closed. Remove it and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file stops in the middle of this row. Ask the council to send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names its columns, but no row below them holds an elector.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{found} of {expected} rows cannot be read, so nothing was taken from this file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has {found} cells where {expected} are expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quotation marks in this row do not match. It reaches to row {found}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is empty. Every elector has a polling district.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is empty. Every elector has a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” should hold a whole number from 1 to {expected}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” holds a decimal number. A whole number is expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” should hold up to four letters or digits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is empty. An elector has a name, unless marked N as anonymous.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” holds more than {expected} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” begins like a spreadsheet formula.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier row has the same elector number. The earlier row was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row takes an elector off the register, so it belongs to a monthly update.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the column “{column}” this row is about someone under 16. Nothing of it may be kept, so it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” should hold a date such as 31/12/2027. The elector was taken without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is an adult&apos;s date of birth, which is not needed. The elector was taken without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” should hold a postcode. The elector was taken without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” should hold up to 12 digits. The elector was taken without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has two different postcodes. The first was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column “{column}” is not one that we know. It was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some letters from this row on were written in another way. Check the names with accents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row has a postcode and no address. The elector was taken as one without an address.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegisterReport</name>
    <message>
        <source>And {problems} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken from the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it was here already. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{added} added, {changed} changed, {unchanged} as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{electors} in {households} and {districts}; {problems}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>Canvasser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data officer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Regional coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>National coordinator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their laptop has the whole branch, and they write what happened at its doors.
No bringing in of registers, no cutting of walks, no inviting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does all that you do here: registers, walks, surveys, and inviting others.
Let only people whom you know well be organisers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees the whole branch: brings registers in, writes files out, and erases people who ask for it.
No inviting, and no giving of laptops or roles.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A coordinator sees this branch’s people until a day that you set, and you can end it at any time.
Their name and that day stand in Laptops for everybody who runs the branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees numbers and laptops of branches, never people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees numbers and laptops of the branches of one region, never people.
Can invite the first organiser of a new branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees numbers and laptops of all branches, never people.
Can invite coordinators of regions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees numbers of branches, and nothing else: no laptops, and never people.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{laptop}: {role} from now on. It follows when it next sends.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rooms</name>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sending</name>
    <message>
        <source>Sending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receiving the register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server asks us to wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what}: {done} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{sent} sent, {received} received.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing new to send or to receive.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} not yet sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps {changes} apart; ask your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} are no longer for this laptop, and all of them are still here. Ask your organiser; then send again and say that they may go.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sent</name>
    <message>
        <source>What was sent when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evenings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By evening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>latest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the list to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending, then letting go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this laptop, without what was written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was copied or put back from an older one; it was noticed {moment}. Nothing was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep them for now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look at this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken at {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} survey filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} surveys filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} walks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} registers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} joining of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} joinings of people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} note of people taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} notes of people taken out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} erasure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} erasures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} name of somebody here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} names of people here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} name of a laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} names of laptops</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} change to the branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changes to the branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} other record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} other records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>discarded: the person was erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved on this laptop; {changes} not yet sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything that was written here is with the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of colleagues wait to be handed on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>! All is still here. {records} would go from this laptop, because they are no longer for it. Shall they go?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it: it is about a walk that this laptop had no leave for. Ask your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it: only an organiser may do this. Ask your organiser to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it: this laptop was shut out by then. Ask your organiser for a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it and could not tell that it had taken it before. Tell your organiser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it: it is too long to be passed on. Write it shorter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing of it was kept: the person was erased meanwhile. There is nothing to do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new surveys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server keeps it and could not read it. Tell your organiser, who can ask for help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without a receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} are listed in the file, without what they say.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Server</name>
    <message>
        <source>Whoever looks after the server makes a code for your branch’s first organiser, and reads you three words that stand beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It begins with https://</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve letters. Capitals, small letters and gaps are all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address begins with https:// and has no gaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code has twelve letters, without I and O. Please compare it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Three words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch’s server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this laptop has joined none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop sends to the branch’s server and receives from it, by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stand for this server on every laptop of the branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare three words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the code stand three words. Have them read to you. They must be these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If they differ, somebody may be listening in between. Then stop here, and nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: nothing was sent. Ask for a new code, and for its words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at both lines again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Others open these records until {day}, that day included.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day of sharing is over, so this laptop only takes visits in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These records are shared until {day}. Whoever they belong to can say a later day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colleague of that name is known: what they write is theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a new colleague: what they write is under this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day is kept for when somebody else has a passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day of sharing is over, so this laptop only takes visits in. Whoever these records belong to says another day, or ends it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Start</name>
    <message>
        <source>No network needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked whenever you close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without your passphrase it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each key you press is kept as you press it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Join my branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organiser has given you a code of twelve letters.
You choose a passphrase, then compare three words with them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About four minutes. Needs a network once, now or later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practise on a made-up street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forty doors, and nobody behind them is real.
Learn the keys before the first cold evening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About ten minutes. Nothing is kept and nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a branch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For organisers: bring in the council’s register,
cut the streets into walks, and invite your canvassers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About half an hour. Have the register file at hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your branch’s doors and people,
kept on this laptop and locked with
your own passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works on a street without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An organiser of your branch can open this for you, over the telephone and without a network. You then choose a new passphrase. Nobody sees your records by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The organiser reads this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write your name, so that they know who asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request as a square code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your three words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it into a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3 of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The organiser’s answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file, or the line that a scanner reads from the square code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text (*.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the organiser this code, as a photograph or as a file. It is no secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then let them call you, and read these words to them: they know by them that it is yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They give you an answer. You may close the program meanwhile; a new request makes this one void.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4 of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 of 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is encrypted anew. One moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}’s laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It locks everything on this laptop. Nobody can look it up for you, so take words that you will remember.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These five would do well:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock with this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The two are not the same. Both are kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the passphrase is ever lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This code opens what is on this laptop if the passphrase is forgotten. Print it, or write it down, and keep it at home: never beside the laptop. It is shown only now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in a safe place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the sheet to print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It could not be saved there. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. Print it, then delete the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything on this laptop is kept as you left it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand in what was not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring back a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The passphrase of these records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens a backup on any laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records are damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is on this laptop now is put aside, and what is newer in it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file, on a stick perhaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no backup in the folder of the records.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups (*.groundswell-backup);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, change nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without a backup, with what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By the recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have lost it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking into it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bringing the records back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading what can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait, then try again: {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open with the printed code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of 2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code on your recovery sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eight groups of four letters. Small letters and gaps are all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is here?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this laptop is shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else begins here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before the first page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the locked page calls you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 of 4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name, as colleagues know you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The code from your organiser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve letters. Capitals, small letters and gaps are all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server’s address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your organiser has it beside the code. It begins with https.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A code has twelve letters, without I and O. Please compare it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address begins with https:// and has no gaps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch’s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare three words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the branch’s server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask your organiser to read you the words beside the code. They must be these:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If they differ, somebody may be listening in between. Then stop here, and nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase is set and this laptop is ready. The branch was not reached yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later, from Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you will see and write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names and addresses from the electoral register, and what people told us at the door.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who answered, what happened, and what people say in their own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will never write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what you would not read aloud to them: guesses about health, faith, origin or who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who else can read it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>your branch. The region and national office see counts, never people. Notes are sealed for the branch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If somebody asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tell them what we hold, and stop when they say stop. One key does it at the door.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I will keep to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is on this laptop any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anybody who opens this laptop sees it, without a passphrase. Initials will do, or leave it as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each of you has a passphrase, a recovery sheet and a code from the organiser of their own. Nobody here can read what another wrote: only the program is shared.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stick</name>
    <message>
        <source>By stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what the network does, on foot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file written or read yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose below, or drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read from a stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing to the stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, write nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading from the stick</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop, keep what came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on this laptop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only laptops of your branch and its server open it. Twice, late or cut short it does no harm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groundswell (*.groundswell);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let them go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a file. It may lie on a stick, or in any folder: where two people share this laptop, in one that both can open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read it on a colleague’s laptop. Or hand it to whoever looks after the server: they give a file back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read here what they give you.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Strip</name>
    <message>
        <source>Nobody here is real.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is kept and nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved on this laptop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} of colleagues not yet handed on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{visits} and {changes} not yet sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{visits} not yet sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} not yet sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to send yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop has not joined a branch&apos;s server, so it keeps everything to itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet sent for the first time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last sent and received {moment}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} wait for your word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{records} are no longer for this laptop, and still here: Ctrl+T asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop was copied or put back. Nothing was lost, and it is sent as before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending and receiving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending and receiving: {done} of {total}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One question has two answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} questions have two answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server says that it holds something else than this laptop, which keeps all it has. Tell whoever looks after the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection to the server. It is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not prove who it is, so nothing was sent to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop may not send any more. Ask your organiser for a new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop&apos;s clock is wrong. Set it right, then send again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This program is too old for the server. Install the newer one, then send again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not take what was sent. It is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is too large for the server. Everything else can still be sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room on this laptop&apos;s disk. Make some, then send again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending did not work the last time. It is tried again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Survey</name>
    <message>
        <source>What to look at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form cannot be used yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Mend what stands below in the spreadsheet, save it, and check it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good to know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be mended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The survey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form, written as a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An XLSForm (.xlsx). Paste where it is, or drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forms (*.xlsx);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in use: {title}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No survey yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Visits are kept without one: who answered, what happened, a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever writes surveys for you can send one as a spreadsheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is what is asked at the doors; {answers} so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer one takes its place; what was answered before is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form was not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for a form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it into use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form has no question of this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is asked this: it is read out or worked out. Leave it away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write this answer as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a whole number, such as 3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a number, such as 2.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a date as year, month and day, such as 2026-11-24.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several answers are possible here. Give them as a list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the answers that are offered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is too long. Keep it below 10,000 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This holds characters that cannot be seen. Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This question needs an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The form does not allow this answer. Check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the form works out here is too long. Tell whoever wrote the form.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And {count} more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form can be used. Questions: {count}. Languages: {languages}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form cannot be used yet. Nothing was changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To know: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet “{sheet}”: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sheet “{sheet}”, row {row}: {sentence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, version {version}. Answered {count} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title}, version {version}. In use. Answered {count} times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with answers cannot be read. It must be one JSON object, name to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at line {line}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Terminal</name>
    <message>
        <source>Passphrase: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New passphrase (four or five words): </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same again: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code on the recovery sheet: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery code: {code}
Write it down and keep it away from this laptop. It is shown this once, and it opens your records if the passphrase is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{changes} could be read, {unsent} of them not yet sent. Send and receive now: the server brings the rest. The damaged file lies beside it as {aside}; when everything is sent, delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of it could not be read: what was written last and not yet sent may be missing. Look, and keep the damaged file until you are sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is encrypted anew. Every passphrase still opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The old recovery sheet opens nothing any more: keep the new code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So does the recovery sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot open these records any more, as they are from now on: everything is encrypted anew. A copy of the folder that was made before still opens by the old passphrase.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has seen the recovery sheet can open them still, until you make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has a passphrase of their own from now on, and sees everything that is here. What they write stands under their name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older lock was put back on these records: a passphrase from before may open them. If you did not bring them back from a copy yourself, tell your organiser. A new passphrase ends this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recovery sheet could not be written there. Write the code down by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to compare with your organiser: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing it down: {percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joined {branch}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code: {code}
Good once, until {moment}. When they join, they are to see these words: {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window cannot be opened, because a part that draws it is missing on this laptop. Your records are safe. The README says what to install; everything can also be done here, see: groundswell --help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line came for {minutes}, so your records were closed. What was answered is saved; begin again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This laptop locks itself after {minutes} without a key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Turfs</name>
    <message>
        <source>The new walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>electors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a street from the list: it is walked in that order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the order walked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>odds going up, evens coming down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut a walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No streets yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks are cut from the streets of the council’s register.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it in first; that takes a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in a register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {doors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut this walk of {doors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cut this walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No street is taken yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See its doors in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next district</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who walks it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody yet: it can be given later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is not a time yet. It is kept as typed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Street</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>District</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Electors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>take, or leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} of {all} streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>polling district {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all polling districts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doors in the order they are walked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who lives there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>odd</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>do not visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>doors done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the walks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sending, so that the server knows what belongs to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the last one back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New walk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No walks yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A walk is a few streets for two people and an evening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forty doors are about two hours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. It goes to their laptop with the next sending.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save who walks it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it to somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it to somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open its doors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand this laptop over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their laptop: this walk alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>minutes, roughly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hour, roughly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hours, roughly</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{one} and {other}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each with somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} with nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {doors}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>back {moment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>20:30, tomorrow 18:00, or +90 for an hour and a half; or leave it empty</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Walk</name>
    <message>
        <source>Do not visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Odd side, going up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even side, coming down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this door</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the order walked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Widgets</name>
    <message>
        <source>Key: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Workplace</name>
    <message>
        <source>Practising</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>handovers</name>
    <message>
        <source>%Y-%m-%d %H:%M</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>lost</name>
    <message>
        <source>%Y-%m-%d %H:%M</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
