<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name />
    <message>
      <source>Looking for images</source>
      <translation>Bilder werden gesucht</translation>
    </message>
    <message>
      <source>Adding images, {} of {}</source>
      <translation>Bilder werden hinzugefügt, {} von {}</translation>
    </message>
    <message>
      <source>{}: {} of {} frames or pages</source>
      <translation>{}: {} von {} Einzelbildern oder Seiten</translation>
    </message>
    <message>
      <source>1 image added</source>
      <translation>1 Bild hinzugefügt</translation>
    </message>
    <message>
      <source>{} images added</source>
      <translation>{} Bilder hinzugefügt</translation>
    </message>
    <message>
      <source>{} known already</source>
      <translation>{} schon bekannt</translation>
    </message>
    <message>
      <source>{} found again</source>
      <translation>{} wiedergefunden</translation>
    </message>
    <message>
      <source>stopped</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>. {}: {}</source>
      <translation>. {}: {}</translation>
    </message>
    <message>
      <source>1 file could not be used</source>
      <translation>1 Datei war nicht zu gebrauchen</translation>
    </message>
    <message>
      <source>{} files could not be used</source>
      <translation>{} Dateien waren nicht zu gebrauchen</translation>
    </message>
    <message>
      <source>{} All others are in.</source>
      <translation>{} Alle anderen sind dabei.</translation>
    </message>
    <message>
      <source>Paint a mask</source>
      <translation>Maske malen</translation>
    </message>
    <message>
      <source>Erase from a mask</source>
      <translation>Aus einer Maske radieren</translation>
    </message>
    <message>
      <source>Depth of the neck</source>
      <translation>Tiefe der Engstelle</translation>
    </message>
    <message>
      <source>1 object</source>
      <translation>1 Objekt</translation>
    </message>
    <message>
      <source>{n} objects</source>
      <translation>{n} Objekte</translation>
    </message>
    <message>
      <source>Click at least three points around the object</source>
      <translation>Mindestens drei Punkte um das Objekt klicken</translation>
    </message>
    <message>
      <source>Patch size</source>
      <translation>Feldgröße</translation>
    </message>
    <message>
      <source>Tolerance</source>
      <translation>Toleranz</translation>
    </message>
    <message>
      <source>Every kind of shape</source>
      <translation>Jede Art von Form</translation>
    </message>
    <message>
      <source>{} holds labels, too</source>
      <translation>{} enthält auch Labels</translation>
    </message>
    <message>
      <source>Import the labels</source>
      <translation>Labels importieren</translation>
    </message>
    <message>
      <source>Add the images only</source>
      <translation>Nur die Bilder hinzufügen</translation>
    </message>
    <message>
      <source>Exporting to {}</source>
      <translation>Export nach {}</translation>
    </message>
    <message>
      <source>Exporting, {} of {} images</source>
      <translation>Export, {} von {} Bildern</translation>
    </message>
    <message>
      <source>1 image exported to {}</source>
      <translation>1 Bild nach {} exportiert</translation>
    </message>
    <message>
      <source>{} images exported to {}</source>
      <translation>{} Bilder nach {} exportiert</translation>
    </message>
    <message>
      <source>Show the folder</source>
      <translation>Ordner zeigen</translation>
    </message>
    <message>
      <source>Stopped; nothing was written to {}</source>
      <translation>Abgebrochen; nichts wurde nach {} geschrieben</translation>
    </message>
    <message>
      <source>1 image was left out</source>
      <translation>1 Bild wurde ausgelassen</translation>
    </message>
    <message>
      <source>{} images were left out</source>
      <translation>{} Bilder wurden ausgelassen</translation>
    </message>
    <message>
      <source>1 row is left out</source>
      <translation>1 Zeile wird ausgelassen</translation>
    </message>
    <message>
      <source>{} rows are left out</source>
      <translation>{} Zeilen werden ausgelassen</translation>
    </message>
    <message>
      <source>Save the list</source>
      <translation>Liste speichern</translation>
    </message>
    <message>
      <source>Where to?</source>
      <translation>Wohin?</translation>
    </message>
    <message>
      <source>Importing {}</source>
      <translation>{} wird importiert</translation>
    </message>
    <message>
      <source>Reading labels, {} images so far</source>
      <translation>Labels werden gelesen, bisher {} Bilder</translation>
    </message>
    <message>
      <source>Importing, {} of {} images</source>
      <translation>Import, {} von {} Bildern</translation>
    </message>
    <message>
      <source>Storing what {} says</source>
      <translation>Speichern, was {} sagt</translation>
    </message>
    <message>
      <source>Stopped; nothing was changed</source>
      <translation>Angehalten; nichts wurde geändert</translation>
    </message>
    <message>
      <source>1 image got suggestions from {}</source>
      <translation>1 Bild bekam Vorschläge aus {}</translation>
    </message>
    <message>
      <source>{} images got suggestions from {}</source>
      <translation>{} Bilder bekamen Vorschläge von {}</translation>
    </message>
    <message>
      <source>1 image decided from {}</source>
      <translation>1 Bild entschieden aus {}</translation>
    </message>
    <message>
      <source>{} images decided from {}</source>
      <translation>{} Bilder aus {} entschieden</translation>
    </message>
    <message>
      <source>Stopped: {}</source>
      <translation>Angehalten: {}</translation>
    </message>
    <message>
      <source>{} of {} image files are not where they were</source>
      <translation>{} von {} Bilddateien sind nicht mehr am alten Ort</translation>
    </message>
    <message>
      <source>Decisions are safe. Show the folder they were moved to, and they are found again by their content.</source>
      <translation>Die Entscheidungen sind sicher. Zeigen Sie den neuen Ordner, und die Dateien werden an ihrem Inhalt wiedererkannt.</translation>
    </message>
    <message>
      <source>Find them</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Where may the missing files be?</source>
      <translation>Wo könnten die fehlenden Dateien sein?</translation>
    </message>
    <message>
      <source>{} files found again</source>
      <translation>{} Dateien wiedergefunden</translation>
    </message>
    <message>
      <source>Looking for missing files</source>
      <translation>Fehlende Dateien werden gesucht</translation>
    </message>
    <message>
      <source>Accuracy, 95 % interval</source>
      <translation>Genauigkeit, 95-%-Intervall</translation>
    </message>
    <message>
      <source>Balanced accuracy</source>
      <translation>Balancierte Genauigkeit</translation>
    </message>
    <message>
      <source>AUROC, mean</source>
      <translation>AUROC, Mittel</translation>
    </message>
    <message>
      <source>Calibration error (ECE)</source>
      <translation>Kalibrierfehler (ECE)</translation>
    </message>
    <message>
      <source>good below 0.05</source>
      <translation>gut unter 0.05</translation>
    </message>
    <message>
      <source>Against {rival}, same images</source>
      <translation>Gegen {rival}, selbe Bilder</translation>
    </message>
    <message>
      <source>Trained {when} on {images} in {time} on {device}. {freeze}, best epoch {best} of {epochs}, backbone {backbone}, seed {seed}.</source>
      <translation>Trainiert {when}, {images}, in {time} auf {device}. {freeze}, beste Epoche {best} von {epochs}, Backbone {backbone}, Startwert {seed}.</translation>
    </message>
    <message>
      <source>{n} of {m}, best {best}</source>
      <translation>{n} von {m}, beste {best}</translation>
    </message>
    <message>
      <source>Network (backbone)</source>
      <translation>Netz (Backbone)</translation>
    </message>
    <message>
      <source>What learned</source>
      <translation>Was lernte</translation>
    </message>
    <message>
      <source>Variation (augmentation)</source>
      <translation>Variation (Augmentation)</translation>
    </message>
    <message>
      <source>Draws kept per image</source>
      <translation>Varianten je Bild</translation>
    </message>
    <message>
      <source>Epochs</source>
      <translation>Epochen</translation>
    </message>
    <message>
      <source>Why it ended</source>
      <translation>Warum es endete</translation>
    </message>
    <message>
      <source>Images a step (batch size)</source>
      <translation>Bilder je Schritt (Batchgröße)</translation>
    </message>
    <message>
      <source>Step size (learning rate)</source>
      <translation>Schrittweite (Lernrate)</translation>
    </message>
    <message>
      <source>automatic</source>
      <translation>automatisch</translation>
    </message>
    <message>
      <source>Image size</source>
      <translation>Bildgröße</translation>
    </message>
    <message>
      <source>the network's own</source>
      <translation>wie das Netz</translation>
    </message>
    <message>
      <source>Even out labels</source>
      <translation>Labels ausgleichen</translation>
    </message>
    <message>
      <source>yes</source>
      <translation>ja</translation>
    </message>
    <message>
      <source>no</source>
      <translation>nein</translation>
    </message>
    <message>
      <source>Seed</source>
      <translation>Startwert (Seed)</translation>
    </message>
    <message>
      <source>Device</source>
      <translation>Gerät</translation>
    </message>
    <message>
      <source>run {run}</source>
      <translation>Lauf {run}</translation>
    </message>
    <message>
      <source>instant learner</source>
      <translation>Sofortlerner</translation>
    </message>
    <message>
      <source>Near duplicates stay on one side</source>
      <translation>Fast gleiche Bilder bleiben auf einer Seite</translation>
    </message>
    <message>
      <source>{n} epochs, stops early</source>
      <translation>{n} Epochen, hält früher an</translation>
    </message>
    <message>
      <source>Stops early</source>
      <translation>Hält früher an</translation>
    </message>
    <message>
      <source>Seed {n}</source>
      <translation>Startwert {n}</translation>
    </message>
    <message>
      <source>{duration}, in the background. You can keep labelling, pause or stop at any time.</source>
      <translation>{duration}, im Hintergrund. Sie können weiter labeln, pausieren oder jederzeit anhalten.</translation>
    </message>
    <message>
      <source>Suggestions already come from the instant learner; fine-tuning needs more to learn from.</source>
      <translation>Vorschläge kommen schon vom Sofortlerner; zum Feinabstimmen braucht es mehr Bilder.</translation>
    </message>
    <message>
      <source>Label a few images first; suggestions start after two labels.</source>
      <translation>Zuerst ein paar Bilder labeln; Vorschläge beginnen nach zwei Labels.</translation>
    </message>
    <message>
      <source>{value} so far</source>
      <translation>bisher {value}</translation>
    </message>
    <message>
      <source>{run}, in use</source>
      <translation>{run}, im Einsatz</translation>
    </message>
    <message>
      <source>Run {}</source>
      <translation>Lauf {}</translation>
    </message>
    <message>
      <source>Known when it ends</source>
      <translation>Bekannt, wenn er endet</translation>
    </message>
    <message>
      <source>Stopped: {reason}</source>
      <translation>Abgebrochen: {reason}</translation>
    </message>
    <message>
      <source>{low} to {high}</source>
      <translation>{low} bis {high}</translation>
    </message>
    <message>
      <source>Fine-tuning on {n} labelled images</source>
      <translation>Feinabstimmung mit {n} gelabelten Bildern</translation>
    </message>
    <message>
      <source>Getting ready</source>
      <translation>Wird vorbereitet</translation>
    </message>
    <message>
      <source>The process starts and reads the images</source>
      <translation>Der Prozess startet und liest die Bilder</translation>
    </message>
    <message>
      <source>{freeze}, {labels}; {train} images to learn, {val} to pick the best epoch, {test} for the test. {device}</source>
      <translation>{freeze}, {labels}; {train} Bilder zum Lernen, {val} für die Wahl der Epoche, {test} zum Test. {device}</translation>
    </message>
    <message>
      <source>paused after epoch {n}</source>
      <translation>angehalten nach Epoche {n}</translation>
    </message>
    <message>
      <source>{n} of {m}</source>
      <translation>{n} von {m}</translation>
    </message>
    <message>
      <source>image {n} of {total}</source>
      <translation>Bild {n} von {total}</translation>
    </message>
    <message>
      <source>{n} images/s</source>
      <translation>{n} Bilder/s</translation>
    </message>
    <message>
      <source>{n} s an epoch</source>
      <translation>{n} s je Epoche</translation>
    </message>
    <message>
      <source>start → epoch {n}</source>
      <translation>Start → Epoche {n}</translation>
    </message>
    <message>
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
    <message>
      <source>about {n} s</source>
      <translation>etwa {n} s</translation>
    </message>
    <message>
      <source>about {n} min</source>
      <translation>etwa {n} min</translation>
    </message>
    <message>
      <source>{low} to {high} min</source>
      <translation>{low} bis {high} min</translation>
    </message>
    <message>
      <source>about {n} h</source>
      <translation>etwa {n} h</translation>
    </message>
    <message>
      <source>{low} to {high} h</source>
      <translation>{low} bis {high} h</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Today {}</source>
      <translation>Heute {}</translation>
    </message>
    <message>
      <source>Yesterday {}</source>
      <translation>Gestern {}</translation>
    </message>
    <message>
      <source>{day} {month}</source>
      <translation>{day}. {month}</translation>
    </message>
    <message>
      <source>{}, about {} left</source>
      <translation>{}, noch etwa {}</translation>
    </message>
    <message>
      <source>{} s</source>
      <translation>{} s</translation>
    </message>
    <message>
      <source>{} min</source>
      <translation>{} min</translation>
    </message>
    <message>
      <source>1 annotation</source>
      <translation>1 Annotation</translation>
    </message>
    <message>
      <source>{} annotations</source>
      <translation>{} Annotationen</translation>
    </message>
    <message>
      <source>Finished, with nothing on it</source>
      <translation>Fertig, nichts darauf</translation>
    </message>
    <message>
      <source>Nothing drawn yet</source>
      <translation>Noch nichts gezeichnet</translation>
    </message>
    <message>
      <source>{} suggested</source>
      <translation>{} vorgeschlagen</translation>
    </message>
    <message>
      <source>One by one, lowest first</source>
      <translation>Einzeln, niedrigste zuerst</translation>
    </message>
    <message>
      <source>a deleted label</source>
      <translation>ein gelöschtes Label</translation>
    </message>
    <message>
      <source>and {} more</source>
      <translation>und {} weitere</translation>
    </message>
    <message>
      <source>occluded</source>
      <translation>verdeckt</translation>
    </message>
    <message>
      <source>truncated</source>
      <translation>abgeschnitten</translation>
    </message>
    <message>
      <source>difficult</source>
      <translation>schwierig</translation>
    </message>
    <message>
      <source>locked</source>
      <translation>gesperrt</translation>
    </message>
    <message>
      <source>hidden</source>
      <translation>ausgeblendet</translation>
    </message>
    <message>
      <source>File not found</source>
      <translation>Datei nicht gefunden</translation>
    </message>
    <message>
      <source>Cannot be shown</source>
      <translation>Lässt sich nicht zeigen</translation>
    </message>
    <message>
      <source>nothing on it</source>
      <translation>nichts darauf</translation>
    </message>
    <message>
      <source>none of the labels</source>
      <translation>keines der Labels</translation>
    </message>
    <message>
      <source>Finished</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Finished, empty</source>
      <translation>Fertig, leer</translation>
    </message>
    <message>
      <source>With suggestions</source>
      <translation>Mit Vorschlägen</translation>
    </message>
    <message>
      <source>Not finished</source>
      <translation>Nicht fertig</translation>
    </message>
    <message>
      <source>Accepted</source>
      <translation>Angenommen</translation>
    </message>
    <message>
      <source>Corrected</source>
      <translation>Korrigiert</translation>
    </message>
    <message>
      <source>None of the labels</source>
      <translation>Keines der Labels</translation>
    </message>
    <message>
      <source>Suggested</source>
      <translation>Vorgeschlagen</translation>
    </message>
    <message>
      <source>Undecided</source>
      <translation>Unentschieden</translation>
    </message>
    <message>
      <source>To discuss</source>
      <translation>Zu besprechen</translation>
    </message>
    <message>
      <source>{} objects</source>
      <translation>{} Objekte</translation>
    </message>
    <message>
      <source>{} px</source>
      <translation>{} px</translation>
    </message>
    <message>
      <source>suggested at {low} to {high}</source>
      <translation>vorgeschlagen mit {low} bis {high}</translation>
    </message>
    <message>
      <source>{n} or more</source>
      <translation>{n} oder mehr</translation>
    </message>
    <message>
      <source>up to {n}</source>
      <translation>bis {n}</translation>
    </message>
    <message>
      <source>{first} and {last}</source>
      <translation>{first} und {last}</translation>
    </message>
    <message>
      <source>Skipped</source>
      <translation>Übersprungen</translation>
    </message>
    <message>
      <source>Undecided again</source>
      <translation>Wieder unentschieden</translation>
    </message>
    <message>
      <source>Marked for discussion</source>
      <translation>Zum Besprechen markiert</translation>
    </message>
    <message>
      <source>No longer to discuss</source>
      <translation>Nicht mehr zu besprechen</translation>
    </message>
    <message>
      <source>{n} accepted as {label}</source>
      <translation>{n} als {label} angenommen</translation>
    </message>
    <message>
      <source>{n} left out</source>
      <translation>{n} ausgelassen</translation>
    </message>
    <message>
      <source>{n} corrected to {label}</source>
      <translation>{n} in {label} korrigiert</translation>
    </message>
    <message>
      <source>{n} with none of the labels</source>
      <translation>{n} mit keinem der Labels</translation>
    </message>
    <message>
      <source>Labelled {label}</source>
      <translation>Als {label} gelabelt</translation>
    </message>
    <message>
      <source>Accepted as {label}</source>
      <translation>Als {label} angenommen</translation>
    </message>
    <message>
      <source>Accept {n} as {label}</source>
      <translation>{n} als {label} annehmen</translation>
    </message>
    <message>
      <source>Decide {what} as marked</source>
      <translation>{what} wie markiert entscheiden</translation>
    </message>
    <message>
      <source>image</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>images</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>Leave all out, next page</source>
      <translation>Alle auslassen, nächste Seite</translation>
    </message>
    <message>
      <source>Accept</source>
      <translation>Annehmen</translation>
    </message>
    <message>
      <source>In the order of the files</source>
      <translation>In der Reihenfolge der Dateien</translation>
    </message>
    <message>
      <source>To go through everything once, decided or not.</source>
      <translation>Um alles einmal durchzugehen, entschieden oder nicht.</translation>
    </message>
    <message>
      <source>Most useful next</source>
      <translation>Nützlichstes zuerst</translation>
    </message>
    <message>
      <source>Suggestion hidden until you decide</source>
      <translation>Vorschlag verborgen, bis Sie entscheiden</translation>
    </message>
    <message>
      <source>One in 20, to check the model without its influence</source>
      <translation>Eines von 20, um das Modell ohne seinen Einfluss zu prüfen</translation>
    </message>
    <message>
      <source>No images to label yet</source>
      <translation>Noch keine Bilder zu labeln</translation>
    </message>
    <message>
      <source>Add a folder of images in Data; nothing is copied.</source>
      <translation>Fügen Sie in Daten einen Ordner mit Bildern hinzu; nichts wird kopiert.</translation>
    </message>
    <message>
      <source>Go to Data</source>
      <translation>Zu Daten</translation>
    </message>
    <message>
      <source>Decided: {label}</source>
      <translation>Entschieden: {label}</translation>
    </message>
    <message>
      <source>To decide by yourself</source>
      <translation>Selbst zu entscheiden</translation>
    </message>
    <message>
      <source>Next to decide</source>
      <translation>Nächstes unentschiedene</translation>
    </message>
    <message>
      <source>Next</source>
      <translation>Nächstes</translation>
    </message>
    <message>
      <source>Choose a label</source>
      <translation>Label wählen</translation>
    </message>
    <message>
      <source>Right as shown: {label}</source>
      <translation>Richtig wie gezeigt: {label}</translation>
    </message>
    <message>
      <source>Right as shown</source>
      <translation>Richtig wie gezeigt</translation>
    </message>
    <message>
      <source>Decide {label}</source>
      <translation>Als {label} entscheiden</translation>
    </message>
    <message>
      <source>Decide</source>
      <translation>Entscheiden</translation>
    </message>
    <message>
      <source>Unseen, {n} of {m} suggestions were right</source>
      <translation>Ungesehen waren {n} von {m} Vorschlägen richtig</translation>
    </message>
    <message>
      <source>{share} of the last {n}</source>
      <translation>{share} der letzten {n}</translation>
    </message>
    <message>
      <source>Accepted as suggested</source>
      <translation>Unverändert</translation>
    </message>
    <message>
      <source>Your pace</source>
      <translation>Ihr Tempo</translation>
    </message>
    <message>
      <source>{n} s an image</source>
      <translation>{n} s je Bild</translation>
    </message>
    <message>
      <source>Saved so far</source>
      <translation>Bisher gespart</translation>
    </message>
    <message>
      <source>most certain first</source>
      <translation>sicherste zuerst</translation>
    </message>
    <message>
      <source>{n} suggested</source>
      <translation>{n} vorgeschlagen</translation>
    </message>
    <message>
      <source>most doubtful first</source>
      <translation>zweifelhafteste zuerst</translation>
    </message>
    <message>
      <source>Probably mislabelled</source>
      <translation>Wohl falsch gelabelt</translation>
    </message>
    <message>
      <source>{what} to look at again</source>
      <translation>{what} noch einmal ansehen</translation>
    </message>
    <message>
      <source>rather {other}</source>
      <translation>eher {other}</translation>
    </message>
    <message>
      <source>none of them</source>
      <translation>keines davon</translation>
    </message>
    <message>
      <source>Keep {n} as labelled</source>
      <translation>{n} so gelabelt lassen</translation>
    </message>
    <message>
      <source>left out</source>
      <translation>ausgelassen</translation>
    </message>
    <message>
      <source>not {label}</source>
      <translation>nicht {label}</translation>
    </message>
    <message>
      <source>Label an image</source>
      <translation>Ein Bild labeln</translation>
    </message>
    <message>
      <source>Nothing to review yet</source>
      <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
      <source>This project has no images.</source>
      <translation>Dieses Projekt hat keine Bilder.</translation>
    </message>
    <message>
      <source>Add a folder in Data; nothing is copied.</source>
      <translation>Fügen Sie in Daten einen Ordner hinzu; nichts wird kopiert.</translation>
    </message>
    <message>
      <source>Go to Train</source>
      <translation>Zum Training</translation>
    </message>
    <message>
      <source>Look at {n} again</source>
      <translation>{n} noch einmal ansehen</translation>
    </message>
    <message>
      <source>All {n} decided</source>
      <translation>Alle {n} entschieden</translation>
    </message>
    <message>
      <source>Nothing waits for you here.</source>
      <translation>Hier wartet nichts auf Sie.</translation>
    </message>
    <message>
      <source>Suggestions are on their way.</source>
      <translation>Vorschläge sind unterwegs.</translation>
    </message>
    <message>
      <source>You have decided {what}.</source>
      <translation>Sie haben {what} entschieden.</translation>
    </message>
    <message>
      <source>You have not decided an image yet.</source>
      <translation>Sie haben noch kein Bild entschieden.</translation>
    </message>
    <message>
      <source>, for example {label},</source>
      <translation>, zum Beispiel {label},</translation>
    </message>
    <message>
      <source>other image</source>
      <translation>weiteres Bild</translation>
    </message>
    <message>
      <source>other images</source>
      <translation>weitere Bilder</translation>
    </message>
    <message>
      <source>Label one more{example} and the {others} get a suggestion.</source>
      <translation>Labeln Sie noch eines{example}, und die {others} bekommen einen Vorschlag.</translation>
    </message>
    <message>
      <source>Label one image of each of two labels{example} and the {others} get a suggestion.</source>
      <translation>Labeln Sie je ein Bild zu zwei Labels{example}, und die {others} bekommen einen Vorschlag.</translation>
    </message>
    <message>
      <source>Suggestions start with 2 labels.</source>
      <translation>Vorschläge beginnen mit 2 Labels.</translation>
    </message>
    <message>
      <source>Import labels</source>
      <translation>Labels importieren</translation>
    </message>
    <message>
      <source>{n} of 2 labels</source>
      <translation>{n} von 2 Labels</translation>
    </message>
    <message>
      <source>{given} {p_given}, rather {other} {p_other}</source>
      <translation>{given} {p_given}, eher {other} {p_other}</translation>
    </message>
    <message>
      <source>Go to Label</source>
      <translation>Zum Labeln</translation>
    </message>
    <message>
      <source>Every suggestion is answered</source>
      <translation>Jeder Vorschlag ist beantwortet</translation>
    </message>
    <message>
      <source>{what} answered so far.</source>
      <translation>Bisher {what} beantwortet.</translation>
    </message>
    <message>
      <source>suggested shape</source>
      <translation>vorgeschlagene Form</translation>
    </message>
    <message>
      <source>suggested shapes</source>
      <translation>vorgeschlagene Formen</translation>
    </message>
    <message>
      <source>What is missing on the images is drawn in Label.</source>
      <translation>Was auf den Bildern fehlt, wird im Raum Label gezeichnet.</translation>
    </message>
    <message>
      <source>Nothing is suggested on these images.</source>
      <translation>Auf diesen Bildern ist nichts vorgeschlagen.</translation>
    </message>
    <message>
      <source>A model's predictions come in with Import labels, as suggestions. In videos and stacks, draw once in Label and carry the shape to the next images.</source>
      <translation>Vorhersagen eines Modells kommen mit „Labels importieren“ als Vorschläge herein. In Videos und Stapeln zeichnen Sie einmal im Raum Label und tragen die Form auf die nächsten Bilder weiter.</translation>
    </message>
    <message>
      <source>none answered</source>
      <translation>keine beantwortet</translation>
    </message>
    <message>
      <source>{n} of {m}, {share}</source>
      <translation>{n} von {m}, {share}</translation>
    </message>
    <message>
      <source>wrong</source>
      <translation>falsch</translation>
    </message>
    <message>
      <source>{n} wrong</source>
      <translation>{n} falsch</translation>
    </message>
    <message>
      <source>Answer {n} as marked</source>
      <translation>{n} wie markiert beantworten</translation>
    </message>
    <message>
      <source>Last {n} answers</source>
      <translation>Letzte {n} Antworten</translation>
    </message>
    <message>
      <source>{share} right</source>
      <translation>{share} richtig</translation>
    </message>
    <message>
      <source>Too few are right</source>
      <translation>Zu wenige stimmen</translation>
    </message>
    <message>
      <source>show only certain ones</source>
      <translation>nur sichere zeigen</translation>
    </message>
    <message>
      <source>Delete {what}</source>
      <translation>{what} löschen</translation>
    </message>
    <message>
      <source>Label {what} as {name}</source>
      <translation>{what} als {name} labeln</translation>
    </message>
    <message>
      <source>Nudge {}</source>
      <translation>{} verschieben</translation>
    </message>
    <message>
      <source>Paste a shape</source>
      <translation>Form einfügen</translation>
    </message>
    <message>
      <source>Paste {n} shapes</source>
      <translation>{n} Formen einfügen</translation>
    </message>
    <message>
      <source>a {}</source>
      <translation>{}</translation>
    </message>
    <message>
      <source>{} shapes</source>
      <translation>{} Formen</translation>
    </message>
    <message>
      <source>Nothing here</source>
      <translation>Hier ist nichts</translation>
    </message>
    <message>
      <source>{n} here</source>
      <translation>{n} hier</translation>
    </message>
    <message>
      <source>No images to draw on yet</source>
      <translation>Noch keine Bilder zum Zeichnen</translation>
    </message>
    <message>
      <source>Nothing is drawn on this image.</source>
      <translation>Auf diesem Bild ist nichts gezeichnet.</translation>
    </message>
    <message>
      <source>Finished, empty: a person has looked, and there is nothing of the labels.</source>
      <translation>Fertig, leer: jemand hat nachgesehen, von den Labels ist nichts da.</translation>
    </message>
    <message>
      <source>Make the first label: press L and type its name.</source>
      <translation>Legen Sie das erste Label an: L drücken und den Namen tippen.</translation>
    </message>
    <message>
      <source>Nothing is painted yet. {brush} paints, {eraser} erases; {finish} says that there is nothing.</source>
      <translation>Noch nichts gemalt. {brush} malt, {eraser} radiert; {finish} sagt, dass nichts da ist.</translation>
    </message>
    <message>
      <source>The brush</source>
      <translation>Der Pinsel</translation>
    </message>
    <message>
      <source>the eraser</source>
      <translation>der Radierer</translation>
    </message>
    <message>
      <source>the button below</source>
      <translation>der Knopf unten</translation>
    </message>
    <message>
      <source>Nothing is drawn yet. {box} draws boxes, {polygon} polygons; {finish} says that there is nothing.</source>
      <translation>Noch nichts gezeichnet. {box} zeichnet Boxen, {polygon} Polygone; {finish} sagt, dass nichts da ist.</translation>
    </message>
    <message>
      <source>The box tool</source>
      <translation>Das Box-Werkzeug</translation>
    </message>
    <message>
      <source>the polygon tool</source>
      <translation>das Polygon-Werkzeug</translation>
    </message>
    <message>
      <source>Finished: next to finish</source>
      <translation>Fertig: nächstes offene</translation>
    </message>
    <message>
      <source>Cannot be shown: skip</source>
      <translation>Nicht zu sehen: überspringen</translation>
    </message>
    <message>
      <source>Image is right: accept {n}</source>
      <translation>Bild ist richtig: {n} annehmen</translation>
    </message>
    <message>
      <source>Image is right: keep {n}</source>
      <translation>Bild stimmt: {n} behalten</translation>
    </message>
    <message>
      <source>Image is right: finish</source>
      <translation>Bild stimmt: abschließen</translation>
    </message>
    <message>
      <source>Nothing here: finish empty</source>
      <translation>Nichts da: leer abschließen</translation>
    </message>
    <message>
      <source>Least score</source>
      <translation>Mindestwert</translation>
    </message>
    <message>
      <source>Accept suggestions from</source>
      <translation>Vorschläge annehmen ab</translation>
    </message>
    <message>
      <source>Each gets its best label. One undo step takes all of them back.</source>
      <translation>Jedes bekommt sein bestes Label. Ein Schritt zurück nimmt alle wieder weg.</translation>
    </message>
    <message>
      <source>Accept {what}</source>
      <translation>{what} annehmen</translation>
    </message>
    <message>
      <source>suggestion</source>
      <translation>Vorschlag</translation>
    </message>
    <message>
      <source>suggestions</source>
      <translation>Vorschläge</translation>
    </message>
    <message>
      <source>Reject {what} below it</source>
      <translation>{what} darunter ablehnen</translation>
    </message>
    <message>
      <source>Run {run} is paused after epoch {epoch}</source>
      <translation>Lauf {run} ist nach Epoche {epoch} angehalten</translation>
    </message>
    <message>
      <source>Fine-tuning run {run} gets ready. You can keep labelling</source>
      <translation>Feinabstimmung {run} wird vorbereitet. Sie können weiter labeln</translation>
    </message>
    <message>
      <source>Fine-tuning run {run}, epoch {epoch} of {epochs}. You can keep labelling</source>
      <translation>Feinabstimmung {run}, Epoche {epoch} von {epochs}. Sie können weiter labeln</translation>
    </message>
    <message>
      <source>Read only</source>
      <translation>Nur lesen</translation>
    </message>
    <message>
      <source>Not saved: {}</source>
      <translation>Nicht gesichert: {}</translation>
    </message>
    <message>
      <source>All saved</source>
      <translation>Alles gesichert</translation>
    </message>
    <message>
      <source>All saved {}</source>
      <translation>Alles gesichert {}</translation>
    </message>
    <message>
      <source>{}; {} more waiting</source>
      <translation>{}; {} weitere warten</translation>
    </message>
    <message>
      <source>1 suggested shape waits for an answer</source>
      <translation>1 vorgeschlagene Form wartet auf eine Antwort</translation>
    </message>
    <message>
      <source>{n} suggested shapes wait for an answer</source>
      <translation>{n} vorgeschlagene Formen warten auf eine Antwort</translation>
    </message>
    <message>
      <source>No suggested shape waits for an answer</source>
      <translation>Keine vorgeschlagene Form wartet auf eine Antwort</translation>
    </message>
    <message>
      <source>Suggestions are on their way</source>
      <translation>Vorschläge sind unterwegs</translation>
    </message>
    <message>
      <source>Suggestions are up to date</source>
      <translation>Vorschläge sind aktuell</translation>
    </message>
    <message>
      <source>Open for reading only</source>
      <translation>Nur zum Lesen geöffnet</translation>
    </message>
    <message>
      <source>Ready</source>
      <translation>Bereit</translation>
    </message>
    <message>
      <source>{} + your labels</source>
      <translation>{} + Ihre Labels</translation>
    </message>
    <message>
      <source>Instant learner</source>
      <translation>Sofortlerner</translation>
    </message>
    <message>
      <source>Graphics card</source>
      <translation>Grafikkarte</translation>
    </message>
    <message>
      <source>CPU, 1 thread</source>
      <translation>CPU, 1 Thread</translation>
    </message>
    <message>
      <source>CPU, {} threads</source>
      <translation>CPU, {} Threads</translation>
    </message>
    <message>
      <source>no limit</source>
      <translation>keine Grenze</translation>
    </message>
    <message>
      <source> min</source>
      <translation> min</translation>
    </message>
    <message>
      <source>Rare labels count more</source>
      <translation>Seltene Labels zählen mehr</translation>
    </message>
    <message>
      <source>What learns (freeze policy)</source>
      <translation>Was lernt (Einfrieren)</translation>
    </message>
    <message>
      <source>Even out labels (class balance)</source>
      <translation>Labels ausgleichen (Klassengewichte)</translation>
    </message>
    <message>
      <source>Epochs at most</source>
      <translation>Höchstens Epochen</translation>
    </message>
    <message>
      <source>Time at most</source>
      <translation>Höchstens Zeit</translation>
    </message>
    <message>
      <source>, not downloaded</source>
      <translation>, nicht geladen</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>Label</translation>
    </message>
    <message>
      <source>Nothing is selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>Cut {what} into {n}</source>
      <translation>{what} in {n} schneiden</translation>
    </message>
    <message>
      <source>Add an attribute</source>
      <translation>Attribut hinzufügen</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Attributes of {}</source>
      <translation>Attribute von {}</translation>
    </message>
    <message>
      <source>Every object of this label can carry them; the last field is what it begins with.</source>
      <translation>Jedes Objekt dieses Labels kann sie tragen; das letzte Feld ist, womit es beginnt.</translation>
    </message>
    <message>
      <source>{} is no number.</source>
      <translation>{} ist keine Zahl.</translation>
    </message>
    <message>
      <source>Previous image</source>
      <translation>Voriges Bild</translation>
    </message>
    <message>
      <source>There is no previous image</source>
      <translation>Es gibt kein voriges Bild</translation>
    </message>
    <message>
      <source>The open one is the first of the images to go through.</source>
      <translation>Das offene ist das erste der Bilder, die Sie durchgehen.</translation>
    </message>
    <message>
      <source>Size of the brush</source>
      <translation>Größe des Pinsels</translation>
    </message>
    <message>
      <source>Circle</source>
      <translation>Kreis</translation>
    </message>
    <message>
      <source>Square</source>
      <translation>Quadrat</translation>
    </message>
    <message>
      <source>Masks do not overlap: painting takes from the others</source>
      <translation>Masken überlappen nicht: Malen nimmt den anderen weg</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>No overlap</source>
      <translation>Ohne Überlappung</translation>
    </message>
    <message>
      <source>Canvas</source>
      <translation>Zeichenfläche</translation>
    </message>
    <message>
      <source>No project has this name</source>
      <translation>Kein Projekt heißt so</translation>
    </message>
    <message>
      <source>Projects that you open appear here. Begin with a folder of images, or try the sample.</source>
      <translation>Projekte, die Sie öffnen, erscheinen hier. Beginnen Sie mit einem Ordner voller Bilder oder dem Beispiel.</translation>
    </message>
    <message>
      <source>Second person</source>
      <translation>Zweite Person</translation>
    </message>
    <message>
      <source>Approve</source>
      <translation>Freigeben</translation>
    </message>
    <message>
      <source>Return ...</source>
      <translation>Zurückgeben ...</translation>
    </message>
    <message>
      <source>Only finished images are checked</source>
      <translation>Nur fertige Bilder werden geprüft</translation>
    </message>
    <message>
      <source>This image is approved already</source>
      <translation>Dieses Bild ist schon freigegeben</translation>
    </message>
    <message>
      <source>No other image waits for you to check it</source>
      <translation>Kein anderes Bild wartet auf Ihre Prüfung</translation>
    </message>
    <message>
      <source>The image is to be finished again; its shapes stay. Enter returns it.</source>
      <translation>Das Bild ist dann wieder fertigzustellen; seine Formen bleiben. Enter gibt es zurück.</translation>
    </message>
    <message>
      <source>What is to be mended?</source>
      <translation>Was ist zu verbessern?</translation>
    </message>
    <message>
      <source>Say what is to be mended</source>
      <translation>Sagen Sie, was zu verbessern ist</translation>
    </message>
    <message>
      <source>A second person checks finished images</source>
      <translation>Eine zweite Person prüft fertige Bilder</translation>
    </message>
    <message>
      <source>No second person checks</source>
      <translation>Keine zweite Person prüft</translation>
    </message>
    <message>
      <source>{n} to check</source>
      <translation>{n} zu prüfen</translation>
    </message>
    <message>
      <source>Not checked yet.</source>
      <translation>Noch nicht geprüft.</translation>
    </message>
    <message>
      <source>{when}: approved by {who}.</source>
      <translation>{when}: freigegeben von {who}.</translation>
    </message>
    <message>
      <source>{when}: returned by {who}.</source>
      <translation>{when}: zurückgegeben von {who}.</translation>
    </message>
    <message>
      <source>Nothing was copied</source>
      <translation>Nichts wurde kopiert</translation>
    </message>
    <message>
      <source>{n} copied; Ctrl+V also pastes on another image</source>
      <translation>{n} kopiert; Strg+V fügt auch in ein anderes Bild ein</translation>
    </message>
    <message>
      <source>Nothing was pasted: there is nothing, or it does not fit here</source>
      <translation>Nichts eingefügt: nichts da, oder es passt nicht hierher</translation>
    </message>
    <message>
      <source>Comments</source>
      <translation>Kommentare</translation>
    </message>
    <message>
      <source>{n} open</source>
      <translation>{n} offen</translation>
    </message>
    <message>
      <source>all resolved</source>
      <translation>alle erledigt</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Answer</source>
      <translation>Antworten</translation>
    </message>
    <message>
      <source>What about this place?</source>
      <translation>Was ist mit dieser Stelle?</translation>
    </message>
    <message>
      <source>Open again</source>
      <translation>Wieder öffnen</translation>
    </message>
    <message>
      <source>Resolve</source>
      <translation>Erledigt</translation>
    </message>
    <message>
      <source>Comment on this place</source>
      <translation>Diese Stelle kommentieren</translation>
    </message>
    <message>
      <source>Comment on the image</source>
      <translation>Das Bild kommentieren</translation>
    </message>
    <message>
      <source>What was called what</source>
      <translation>Was wie genannt wurde</translation>
    </message>
    <message>
      <source>{decided} called {suggested}, {count}</source>
      <translation>{decided} als {suggested}, {count}</translation>
    </message>
    <message>
      <source>{decided} called {suggested}: {count}</source>
      <translation>{decided} als {suggested}: {count}</translation>
    </message>
    <message>
      <source>decided</source>
      <translation>entschieden</translation>
    </message>
    <message>
      <source>suggested</source>
      <translation>vorgeschlagen</translation>
    </message>
    <message>
      <source>Loss</source>
      <translation>Verlust</translation>
    </message>
    <message>
      <source>Curves</source>
      <translation>Kurven</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>validation</source>
      <translation>Validierung</translation>
    </message>
    <message>
      <source>training</source>
      <translation>Training</translation>
    </message>
    <message>
      <source>no epoch finished yet</source>
      <translation>noch keine Epoche fertig</translation>
    </message>
    <message>
      <source>Where to cut</source>
      <translation>Wo schneiden</translation>
    </message>
    <message>
      <source>Label whose limit is shown</source>
      <translation>Label, dessen Grenze gezeigt wird</translation>
    </message>
    <message>
      <source>recommended</source>
      <translation>empfohlen</translation>
    </message>
    <message>
      <source>Cut at</source>
      <translation>Grenze</translation>
    </message>
    <message>
      <source>misses</source>
      <translation>übersehen</translation>
    </message>
    <message>
      <source>false alarms</source>
      <translation>Fehlalarme</translation>
    </message>
    <message>
      <source>per 100 images</source>
      <translation>je 100 Bilder</translation>
    </message>
    <message>
      <source>Score limit</source>
      <translation>Grenze des Werts</translation>
    </message>
    <message>
      <source>Images</source>
      <translation>Bilder</translation>
    </message>
    <message>
      <source>1 image</source>
      <translation>1 Bild</translation>
    </message>
    <message>
      <source>{} images</source>
      <translation>{} Bilder</translation>
    </message>
    <message>
      <source>{}, {} shown</source>
      <translation>{}, {} gezeigt</translation>
    </message>
    <message>
      <source>What do you want to decide?</source>
      <translation>Was möchten Sie entscheiden?</translation>
    </message>
    <message>
      <source>Another kind is another project over the same images.</source>
      <translation>Eine andere Art ist ein weiteres Projekt über dieselben Bilder.</translation>
    </message>
    <message>
      <source>Classes</source>
      <translation>Klassen</translation>
    </message>
    <message>
      <source>What is in the image?</source>
      <translation>Was ist auf dem Bild?</translation>
    </message>
    <message>
      <source>One answer per image, such as “rust”. Fastest: about 2 s an image.</source>
      <translation>Eine Antwort je Bild, etwa „Rost“. Am schnellsten: rund 2 s je Bild.</translation>
    </message>
    <message>
      <source>Boxes</source>
      <translation>Boxen</translation>
    </message>
    <message>
      <source>Where is each thing?</source>
      <translation>Wo ist jedes Ding?</translation>
    </message>
    <message>
      <source>A frame around every object. For finding and counting.</source>
      <translation>Ein Rahmen um jedes Objekt. Zum Finden und Zählen.</translation>
    </message>
    <message>
      <source>Masks</source>
      <translation>Masken</translation>
    </message>
    <message>
      <source>Which pixels exactly?</source>
      <translation>Welche Pixel genau?</translation>
    </message>
    <message>
      <source>Painted outlines. For areas, shapes and measuring.</source>
      <translation>Gemalte Umrisse. Für Flächen, Formen und zum Messen.</translation>
    </message>
    <message>
      <source>An image may have several labels at once</source>
      <translation>Ein Bild darf mehrere Labels zugleich haben</translation>
    </message>
    <message>
      <source>For example “rust” and “miner” on the same leaf</source>
      <translation>Zum Beispiel „Rost“ und „Minierer“ auf demselben Blatt</translation>
    </message>
    <message>
      <source>What to expect with {} images</source>
      <translation>Was bei {} Bildern zu erwarten ist</translation>
    </message>
    <message>
      <source>Label about {}</source>
      <translation>Etwa {} labeln</translation>
    </message>
    <message>
      <source>{} of each, {}</source>
      <translation>{} von jedem, {}</translation>
    </message>
    <message>
      <source>Get the rest suggested</source>
      <translation>Den Rest vorschlagen lassen</translation>
    </message>
    <message>
      <source>in {} on this CPU</source>
      <translation>in {} auf dieser CPU</translation>
    </message>
    <message>
      <source>Review {}</source>
      <translation>{} prüfen</translation>
    </message>
    <message>
      <source>a page at a time, {}</source>
      <translation>seitenweise, {}</translation>
    </message>
    <message>
      <source>Paint every object</source>
      <translation>Jedes Objekt malen</translation>
    </message>
    <message>
      <source>{}, with one mask in each image</source>
      <translation>{}, mit einer Maske je Bild</translation>
    </message>
    <message>
      <source>Draw every box</source>
      <translation>Jede Box zeichnen</translation>
    </message>
    <message>
      <source>{}, with one box in each image</source>
      <translation>{}, mit einer Box je Bild</translation>
    </message>
    <message>
      <source>Nothing is suggested yet</source>
      <translation>Noch wird nichts vorgeschlagen</translation>
    </message>
    <message>
      <source>this version does not learn from shapes</source>
      <translation>diese Version lernt nicht aus Formen</translation>
    </message>
    <message>
      <source>Export for training</source>
      <translation>Fürs Training exportieren</translation>
    </message>
    <message>
      <source>in the formats that other programs read</source>
      <translation>in Formaten, die andere Programme lesen</translation>
    </message>
    <message>
      <source>Make a label first: press L and type its name</source>
      <translation>Zuerst ein Label anlegen: L drücken und den Namen tippen</translation>
    </message>
    <message>
      <source>Drop a folder here, or choose one</source>
      <translation>Ordner hierher ziehen oder wählen</translation>
    </message>
    <message>
      <source>Drop a folder here</source>
      <translation>Ordner hierher ziehen</translation>
    </message>
    <message>
      <source>With images, or labels from another program</source>
      <translation>Mit Bildern oder Labels eines anderen Programms</translation>
    </message>
    <message>
      <source>Your files are never moved or changed</source>
      <translation>Ihre Dateien werden nie bewegt oder verändert</translation>
    </message>
    <message>
      <source>Locked shapes stay; Ctrl+L unlocks them</source>
      <translation>Gesperrte Formen bleiben; Strg+L entsperrt sie</translation>
    </message>
    <message>
      <source>No image passes these filters</source>
      <translation>Kein Bild passt zu diesen Filtern</translation>
    </message>
    <message>
      <source>{} images are in the project.</source>
      <translation>{} Bilder sind im Projekt.</translation>
    </message>
    <message>
      <source>Show all images</source>
      <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
      <source>Nothing is copied or changed; suggestions start after two labels.</source>
      <translation>Nichts wird kopiert oder verändert; Vorschläge beginnen nach zwei Labels.</translation>
    </message>
    <message>
      <source>Nothing is copied or changed. Labels and shapes of other programs come in by Import.</source>
      <translation>Nichts wird kopiert oder verändert. Labels und Formen anderer Programme kommen über „Importieren“ herein.</translation>
    </message>
    <message>
      <source>No images yet</source>
      <translation>Noch keine Bilder</translation>
    </message>
    <message>
      <source>Drop a folder of images here, or choose one.</source>
      <translation>Ziehen Sie einen Ordner mit Bildern hierher oder wählen Sie einen.</translation>
    </message>
    <message>
      <source>Add images</source>
      <translation>Bilder hinzufügen</translation>
    </message>
    <message>
      <source>Find more like them</source>
      <translation>Ähnliche finden</translation>
    </message>
    <message>
      <source>{label}, found</source>
      <translation>{label}, gefunden</translation>
    </message>
    <message>
      <source>{decided} called {suggested}</source>
      <translation>{decided} als {suggested}</translation>
    </message>
    <message>
      <source>Score of {label}.</source>
      <translation>Wert für {label}.</translation>
    </message>
    <message>
      <source>Is the label wrong, or the model?</source>
      <translation>Irrt das Label oder das Modell?</translation>
    </message>
    <message>
      <source>Look at this one</source>
      <translation>Dieses ansehen</translation>
    </message>
    <message>
      <source>Look at these {n}</source>
      <translation>Diese {n} ansehen</translation>
    </message>
    <message>
      <source>No mistake on the held-out images</source>
      <translation>Kein Fehler auf den zurückgehaltenen Bildern</translation>
    </message>
    <message>
      <source>Choose a filled cell to see its images.</source>
      <translation>Wählen Sie ein gefülltes Feld, um seine Bilder zu sehen.</translation>
    </message>
    <message>
      <source>Look at these</source>
      <translation>Diese ansehen</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose</source>
      <translation>Wählen</translation>
    </message>
    <message>
      <source>All sides</source>
      <translation>Alle Teile</translation>
    </message>
    <message>
      <source>Copy the images too</source>
      <translation>Auch die Bilder kopieren</translation>
    </message>
    <message>
      <source>To</source>
      <translation>Nach</translation>
    </message>
    <message>
      <source>Split</source>
      <translation>Aufteilung</translation>
    </message>
    <message>
      <source>Finished images</source>
      <translation>Fertige Bilder</translation>
    </message>
    <message>
      <source>Decided images</source>
      <translation>Entschiedene Bilder</translation>
    </message>
    <message>
      <source>Of the {} shown, the finished ones</source>
      <translation>Von den {} gezeigten die fertigen</translation>
    </message>
    <message>
      <source>Of the {} shown</source>
      <translation>Von den {} gezeigten</translation>
    </message>
    <message>
      <source>Of the {} selected, the finished ones</source>
      <translation>Von den {} gewählten die fertigen</translation>
    </message>
    <message>
      <source>Of the {} selected</source>
      <translation>Von den {} gewählten</translation>
    </message>
    <message>
      <source>All images, also unfinished ones</source>
      <translation>Alle Bilder, auch unfertige</translation>
    </message>
    <message>
      <source>All images, also undecided</source>
      <translation>Alle Bilder, auch offene</translation>
    </message>
    <message>
      <source>Into which folder?</source>
      <translation>In welchen Ordner?</translation>
    </message>
    <message>
      <source>{} is there already</source>
      <translation>{} gibt es schon</translation>
    </message>
    <message>
      <source>An export never writes over anything.</source>
      <translation>Ein Export überschreibt nie etwas.</translation>
    </message>
    <message>
      <source>Take another name</source>
      <translation>Anderen Namen nehmen</translation>
    </message>
    <message>
      <source>Trying it out ...</source>
      <translation>Wird ausprobiert ...</translation>
    </message>
    <message>
      <source>Trying it out, {} of {} images</source>
      <translation>Probe, {} von {} Bildern</translation>
    </message>
    <message>
      <source>{images} with {annotations}</source>
      <translation>{images} mit {annotations}</translation>
    </message>
    <message>
      <source>A trial says what would be lost of yours</source>
      <translation>Ein Versuch sagt, was von Ihren Daten verloren ginge</translation>
    </message>
    <message>
      <source>A trial kept every shape and all that is said about it</source>
      <translation>Ein Versuch behielt jede Form und alles, was über sie gesagt ist</translation>
    </message>
    <message>
      <source>What {} cannot hold</source>
      <translation>Was {} nicht fassen kann</translation>
    </message>
    <message>
      <source>Export 1 image</source>
      <translation>1 Bild exportieren</translation>
    </message>
    <message>
      <source>Export {} images</source>
      <translation>{} Bilder exportieren</translation>
    </message>
    <message>
      <source>several values</source>
      <translation>mehrere Werte</translation>
    </message>
    <message>
      <source>not said</source>
      <translation>nicht gesagt</translation>
    </message>
    <message>
      <source>{name} is a number</source>
      <translation>{name} ist eine Zahl</translation>
    </message>
    <message>
      <source>Film strip</source>
      <translation>Bildstreifen</translation>
    </message>
    <message>
      <source>Next to finish</source>
      <translation>Nächstes offene</translation>
    </message>
    <message>
      <source>{what} to finish</source>
      <translation>{what} noch offen</translation>
    </message>
    <message>
      <source>{what} to decide</source>
      <translation>{what} zu entscheiden</translation>
    </message>
    <message>
      <source>None of them</source>
      <translation>Keines davon</translation>
    </message>
    <message>
      <source>Approved</source>
      <translation>Freigegeben</translation>
    </message>
    <message>
      <source>Returned</source>
      <translation>Zurückgegeben</translation>
    </message>
    <message>
      <source>Like</source>
      <translation>Ähnlich</translation>
    </message>
    <message>
      <source>Chosen images</source>
      <translation>Gewählte Bilder</translation>
    </message>
    <message>
      <source>Objects</source>
      <translation>Objekte</translation>
    </message>
    <message>
      <source>More</source>
      <translation>Mehr</translation>
    </message>
    <message>
      <source>or</source>
      <translation>oder</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>Missing</source>
      <translation>Fehlend</translation>
    </message>
    <message>
      <source>Near duplicates</source>
      <translation>Fast gleiche</translation>
    </message>
    <message>
      <source>Open comments</source>
      <translation>Offene Kommentare</translation>
    </message>
    <message>
      <source>Suggested shapes</source>
      <translation>Vorgeschlagene Formen</translation>
    </message>
    <message>
      <source>Person and model differ</source>
      <translation>Mensch und Modell uneins</translation>
    </message>
    <message>
      <source>Labelled by hand</source>
      <translation>Von Hand gelabelt</translation>
    </message>
    <message>
      <source>From a suggestion</source>
      <translation>Aus einem Vorschlag</translation>
    </message>
    <message>
      <source>Imported</source>
      <translation>Importiert</translation>
    </message>
    <message>
      <source>By a script</source>
      <translation>Von einem Skript</translation>
    </message>
    <message>
      <source>Waits for a second person</source>
      <translation>Wartet auf eine zweite Person</translation>
    </message>
    <message>
      <source>Approved by a second person</source>
      <translation>Von einer zweiten Person freigegeben</translation>
    </message>
    <message>
      <source>Returned by a second person</source>
      <translation>Von einer zweiten Person zurückgegeben</translation>
    </message>
    <message>
      <source>Suggested at {} or more</source>
      <translation>Vorgeschlagen ab {}</translation>
    </message>
    <message>
      <source>not split yet</source>
      <translation>noch nicht aufgeteilt</translation>
    </message>
    <message>
      <source>File missing</source>
      <translation>Datei fehlt</translation>
    </message>
    <message>
      <source>Change</source>
      <translation>Ändern</translation>
    </message>
    <message>
      <source>Use the folders' names as labels</source>
      <translation>Ordnernamen als Labels verwenden</translation>
    </message>
    <message>
      <source>{}: {} each</source>
      <translation>{}: je {}</translation>
    </message>
    <message>
      <source>{} folders look like labels</source>
      <translation>{} Ordner sehen aus wie Labels</translation>
    </message>
    <message>
      <source>{} near duplicates</source>
      <translation>{} fast gleiche</translation>
    </message>
    <message>
      <source>Kept on the same side of the split</source>
      <translation>Bleiben auf derselben Seite der Aufteilung</translation>
    </message>
    <message>
      <source>1 file could not be read</source>
      <translation>1 Datei war nicht lesbar</translation>
    </message>
    <message>
      <source>{} files could not be read</source>
      <translation>{} Dateien waren nicht lesbar</translation>
    </message>
    <message>
      <source>{} Skipped</source>
      <translation>{} Übersprungen</translation>
    </message>
    <message>
      <source>No images in this folder</source>
      <translation>Keine Bilder in diesem Ordner</translation>
    </message>
    <message>
      <source>Looking into the folder ...</source>
      <translation>Der Ordner wird angesehen ...</translation>
    </message>
    <message>
      <source>{} × {} px on average</source>
      <translation>im Mittel {} × {} px</translation>
    </message>
    <message>
      <source>{} of them looked at</source>
      <translation>{} davon angesehen</translation>
    </message>
    <message>
      <source>Frames of videos</source>
      <translation>Einzelbilder von Videos</translation>
    </message>
    <message>
      <source>Which frames become images?</source>
      <translation>Welche Einzelbilder werden Bilder?</translation>
    </message>
    <message>
      <source>Neighbouring frames look alike and teach next to nothing. More can be added later.</source>
      <translation>Benachbarte Einzelbilder gleichen sich und lehren fast nichts. Weitere lassen sich später hinzufügen.</translation>
    </message>
    <message>
      <source>{name}: {frames} frames</source>
      <translation>{name}: {frames} Einzelbilder</translation>
    </message>
    <message>
      <source>{clip}, {rate} a second</source>
      <translation>{clip}, {rate} pro Sekunde</translation>
    </message>
    <message>
      <source>{} more videos</source>
      <translation>{} weitere Videos</translation>
    </message>
    <message>
      <source>One a second, of short clips at least 20</source>
      <translation>Eines pro Sekunde, von kurzen Clips mindestens 20</translation>
    </message>
    <message>
      <source>Every n-th frame</source>
      <translation>Jedes n-te Einzelbild</translation>
    </message>
    <message>
      <source>Frames a second</source>
      <translation>Einzelbilder pro Sekunde</translation>
    </message>
    <message>
      <source>All frames</source>
      <translation>Alle Einzelbilder</translation>
    </message>
    <message>
      <source>Gives 1 image</source>
      <translation>Ergibt 1 Bild</translation>
    </message>
    <message>
      <source>Gives {} images</source>
      <translation>Ergibt {} Bilder</translation>
    </message>
    <message>
      <source>Add 1 image</source>
      <translation>1 Bild hinzufügen</translation>
    </message>
    <message>
      <source>Add {} images</source>
      <translation>{} Bilder hinzufügen</translation>
    </message>
    <message>
      <source>Review groups</source>
      <translation>Gruppen zum Prüfen</translation>
    </message>
    <message>
      <source>To review</source>
      <translation>Zu prüfen</translation>
    </message>
    <message>
      <source>You and the model</source>
      <translation>Sie und das Modell</translation>
    </message>
    <message>
      <source>from {score}</source>
      <translation>ab {score}</translation>
    </message>
    <message>
      <source>Grid</source>
      <translation>Raster</translation>
    </message>
    <message>
      <source>Single</source>
      <translation>Einzeln</translation>
    </message>
    <message>
      <source>More like this</source>
      <translation>Ähnliche zeigen</translation>
    </message>
    <message>
      <source>Previous page</source>
      <translation>Vorige Seite</translation>
    </message>
    <message>
      <source>Next page</source>
      <translation>Nächste Seite</translation>
    </message>
    <message>
      <source>Move</source>
      <translation>Bewegen</translation>
    </message>
    <message>
      <source>Leave out</source>
      <translation>Auslassen</translation>
    </message>
    <message>
      <source>Change label</source>
      <translation>Label ändern</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>page {n} of {m}</source>
      <translation>Seite {n} von {m}</translation>
    </message>
    <message>
      <source>most alike first</source>
      <translation>ähnlichste zuerst</translation>
    </message>
    <message>
      <source>Keep {n}</source>
      <translation>{n} behalten</translation>
    </message>
    <message>
      <source>Accept {n}</source>
      <translation>{n} annehmen</translation>
    </message>
    <message>
      <source>Keep to here</source>
      <translation>Bis hier behalten</translation>
    </message>
    <message>
      <source>Accept to here</source>
      <translation>Bis hier annehmen</translation>
    </message>
    <message>
      <source>Choose from all labels</source>
      <translation>Aus allen Labels wählen</translation>
    </message>
    <message>
      <source>Discuss</source>
      <translation>Besprechen</translation>
    </message>
    <message>
      <source>{} of {}</source>
      <translation>{} von {}</translation>
    </message>
    <message>
      <source>{name}, {count} suggested</source>
      <translation>{name}, {count} vorgeschlagen</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <source>Search actions</source>
      <translation>Befehle suchen</translation>
    </message>
    <message>
      <source>History ({})</source>
      <translation>Verlauf ({})</translation>
    </message>
    <message>
      <source>Everything that was done, also before today. What you go back from can be done again.</source>
      <translation>Alles, was getan wurde, auch vor heute. Wovon Sie zurückgehen, lässt sich wiederholen.</translation>
    </message>
    <message>
      <source>Nothing was done in this project yet.</source>
      <translation>In diesem Projekt wurde noch nichts getan.</translation>
    </message>
    <message>
      <source>Start of the project</source>
      <translation>Beginn des Projekts</translation>
    </message>
    <message>
      <source>This is how it is now</source>
      <translation>So ist es jetzt</translation>
    </message>
    <message>
      <source>Go back to {time}: undo 1 step</source>
      <translation>Zurück zu {time}: 1 Schritt rückgängig</translation>
    </message>
    <message>
      <source>Go back to {time}: undo {n} steps</source>
      <translation>Zurück zu {time}: {n} Schritte rückgängig</translation>
    </message>
    <message>
      <source>Go forward to {time}: do 1 step again</source>
      <translation>Vor zu {time}: 1 Schritt wiederholen</translation>
    </message>
    <message>
      <source>Go forward to {time}: do {n} steps again</source>
      <translation>Vor zu {time}: {n} Schritte wiederholen</translation>
    </message>
    <message>
      <source>Whole image</source>
      <translation>Ganzes Bild</translation>
    </message>
    <message>
      <source>no label</source>
      <translation>kein Label</translation>
    </message>
    <message>
      <source>Label the whole image</source>
      <translation>Dem ganzen Bild ein Label geben</translation>
    </message>
    <message>
      <source>Take the label {} from the whole image</source>
      <translation>Label {} vom ganzen Bild nehmen</translation>
    </message>
    <message>
      <source>Label the whole image as {}</source>
      <translation>Dem ganzen Bild das Label {} geben</translation>
    </message>
    <message>
      <source>Go to image</source>
      <translation>Gehe zu Bild</translation>
    </message>
    <message>
      <source>A number in the order of the files, or a part of the name</source>
      <translation>Eine Nummer in der Reihenfolge der Dateien oder ein Teil des Namens</translation>
    </message>
    <message>
      <source>There is no label number {}</source>
      <translation>Es gibt kein Label mit der Nummer {}</translation>
    </message>
    <message>
      <source>No image is numbered or named so</source>
      <translation>Kein Bild hat diese Nummer oder diesen Namen</translation>
    </message>
    <message>
      <source>Next image</source>
      <translation>Nächstes Bild</translation>
    </message>
    <message>
      <source>Image</source>
      <translation>Bild</translation>
    </message>
    <message>
      <source>This image is not finished</source>
      <translation>Dieses Bild ist nicht fertig</translation>
    </message>
    <message>
      <source>{what}: {name}</source>
      <translation>{what}: {name}</translation>
    </message>
    <message>
      <source>All images are finished</source>
      <translation>Alle Bilder sind fertig</translation>
    </message>
    <message>
      <source>Which images?</source>
      <translation>Welche Bilder?</translation>
    </message>
    <message>
      <source>A folder with everything below it. Images stay where they are.</source>
      <translation>Ein Ordner mit allem darunter. Die Bilder bleiben, wo sie sind.</translation>
    </message>
    <message>
      <source>Choose a folder</source>
      <translation>Ordner wählen</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Choose a file, a folder or a .zip, or drop it here, to see what would be imported.</source>
      <translation>Wählen Sie eine Datei, einen Ordner oder ein .zip, oder legen Sie es hier ab, um zu sehen, was importiert würde.</translation>
    </message>
    <message>
      <source>File, folder or .zip</source>
      <translation>Datei, Ordner oder .zip</translation>
    </message>
    <message>
      <source>Where the file says; else beside it</source>
      <translation>Wo die Datei es sagt; sonst daneben</translation>
    </message>
    <message>
      <source>Recognise it</source>
      <translation>Selbst erkennen</translation>
    </message>
    <message>
      <source>Decisions</source>
      <translation>Entscheidungen</translation>
    </message>
    <message>
      <source>Suggestions to review</source>
      <translation>Vorschläge zum Prüfen</translation>
    </message>
    <message>
      <source>Keep what was decided</source>
      <translation>Entschiedenes behalten</translation>
    </message>
    <message>
      <source>Replace it</source>
      <translation>Ersetzen</translation>
    </message>
    <message>
      <source>Stay undecided</source>
      <translation>Bleiben offen</translation>
    </message>
    <message>
      <source>Are finished, with nothing on them</source>
      <translation>Sind fertig, nichts darauf</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>From</source>
      <translation>Aus</translation>
    </message>
    <message>
      <source>Images are in</source>
      <translation>Bilder liegen in</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Take them as</source>
      <translation>Übernehmen als</translation>
    </message>
    <message>
      <source>Decided otherwise</source>
      <translation>Anders entschieden</translation>
    </message>
    <message>
      <source>Images without labels</source>
      <translation>Bilder ohne Labels</translation>
    </message>
    <message>
      <source>Looking into {} ...</source>
      <translation>{} wird gelesen ...</translation>
    </message>
    <message>
      <source>Looking at images, {} of {}</source>
      <translation>Bilder werden gelesen, {} von {}</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Noch einmal lesen</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>Suggest on 1 image</source>
      <translation>Auf 1 Bild vorschlagen</translation>
    </message>
    <message>
      <source>Suggest on {} images</source>
      <translation>Auf {} Bildern vorschlagen</translation>
    </message>
    <message>
      <source>Import 1 decision</source>
      <translation>1 Entscheidung importieren</translation>
    </message>
    <message>
      <source>Import {} decisions</source>
      <translation>{} Entscheidungen importieren</translation>
    </message>
    <message>
      <source>Which label file?</source>
      <translation>Welche Labeldatei?</translation>
    </message>
    <message>
      <source>Which folder?</source>
      <translation>Welcher Ordner?</translation>
    </message>
    <message>
      <source>1 image in it</source>
      <translation>1 Bild darin</translation>
    </message>
    <message>
      <source>{} images in it</source>
      <translation>{} Bilder darin</translation>
    </message>
    <message>
      <source>1 image gets suggestions</source>
      <translation>1 Bild bekommt Vorschläge</translation>
    </message>
    <message>
      <source>{} images get suggestions</source>
      <translation>{} Bilder bekommen Vorschläge</translation>
    </message>
    <message>
      <source>1 image newly decided</source>
      <translation>1 Bild neu entschieden</translation>
    </message>
    <message>
      <source>{} images newly decided</source>
      <translation>{} Bilder neu entschieden</translation>
    </message>
    <message>
      <source>{} the same already</source>
      <translation>{} schon gleich</translation>
    </message>
    <message>
      <source>{} decided otherwise: replaced</source>
      <translation>{} anders entschieden: ersetzt</translation>
    </message>
    <message>
      <source>{} decided otherwise: kept</source>
      <translation>{} anders entschieden: behalten</translation>
    </message>
    <message>
      <source>1 image new to the project</source>
      <translation>1 Bild neu im Projekt</translation>
    </message>
    <message>
      <source>{} images new to the project</source>
      <translation>{} Bilder neu im Projekt</translation>
    </message>
    <message>
      <source>{} images have no labels here</source>
      <translation>{} Bilder haben hier keine Labels</translation>
    </message>
    <message>
      <source>The format does not say whether anybody has looked at them; they stay undecided.</source>
      <translation>Das Format sagt nicht, ob jemand sie angesehen hat; sie bleiben offen.</translation>
    </message>
    <message>
      <source>Take them as finished</source>
      <translation>Als fertig übernehmen</translation>
    </message>
    <message>
      <source>{} shapes have scores, as from a model</source>
      <translation>{} Formen haben Scores, wie von einem Modell</translation>
    </message>
    <message>
      <source>As suggestions they wait for your review; as decisions they lose their scores.</source>
      <translation>Als Vorschläge warten sie auf Ihre Prüfung; als Entscheidungen verlieren sie ihre Scores.</translation>
    </message>
    <message>
      <source>Take them as suggestions</source>
      <translation>Als Vorschläge übernehmen</translation>
    </message>
    <message>
      <source>Inspector</source>
      <translation>Seitenleiste</translation>
    </message>
    <message>
      <source>Nothing selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>{} shown</source>
      <translation>{} gezeigt</translation>
    </message>
    <message>
      <source>1 of {} shown</source>
      <translation>1 von {} gezeigt</translation>
    </message>
    <message>
      <source>{} decided</source>
      <translation>{} entschieden</translation>
    </message>
    <message>
      <source>Not decided yet</source>
      <translation>Noch nicht entschieden</translation>
    </message>
    <message>
      <source>Decisions on {}</source>
      <translation>Entscheidungen zu {}</translation>
    </message>
    <message>
      <source>Added</source>
      <translation>Hinzugefügt</translation>
    </message>
    <message>
      <source>suggested at {}</source>
      <translation>vorgeschlagen mit {}</translation>
    </message>
    <message>
      <source>the instant learner</source>
      <translation>Sofortlerner</translation>
    </message>
    <message>
      <source>suggested at {} by {}</source>
      <translation>vorgeschlagen mit {} (Modell: {})</translation>
    </message>
    <message>
      <source>imported</source>
      <translation>importiert</translation>
    </message>
    <message>
      <source>by a script</source>
      <translation>von einem Skript</translation>
    </message>
    <message>
      <source>Accepted {}</source>
      <translation>{} angenommen</translation>
    </message>
    <message>
      <source>Corrected {} to {}</source>
      <translation>{} in {} korrigiert</translation>
    </message>
    <message>
      <source>To be finished again</source>
      <translation>Wieder fertigzustellen</translation>
    </message>
    <message>
      <source>Taken back</source>
      <translation>Zurückgenommen</translation>
    </message>
    <message>
      <source>Finished with {}</source>
      <translation>Fertig mit {}</translation>
    </message>
    <message>
      <source>Labelled {}</source>
      <translation>Als {} gelabelt</translation>
    </message>
    <message>
      <source>{}, stays there</source>
      <translation>{}, bleibt dort</translation>
    </message>
    <message>
      <source>Path</source>
      <translation>Pfad</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>Gruppe</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>Notiz</translation>
    </message>
    <message>
      <source>not found where it was</source>
      <translation>nicht mehr an seinem Ort</translation>
    </message>
    <message>
      <source>Shapes are kept: an empty image begins with those of the image before, as suggestions</source>
      <translation>Formen bleiben: Ein leeres Bild beginnt mit denen des vorigen, als Vorschläge</translation>
    </message>
    <message>
      <source>Shapes are no longer kept for the next image</source>
      <translation>Formen bleiben nicht mehr für das nächste Bild</translation>
    </message>
    <message>
      <source>Click to choose another key</source>
      <translation>Klicken, um eine andere Taste zu wählen</translation>
    </message>
    <message>
      <source>Press a key</source>
      <translation>Taste drücken</translation>
    </message>
    <message>
      <source>{count} more labels</source>
      <translation>{count} weitere Labels</translation>
    </message>
    <message>
      <source>{} more labels</source>
      <translation>{} weitere Labels</translation>
    </message>
    <message>
      <source>Annotations by label</source>
      <translation>Annotationen nach Label</translation>
    </message>
    <message>
      <source>Rename</source>
      <translation>Umbenennen</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Merge into</source>
      <translation>Zusammenführen mit</translation>
    </message>
    <message>
      <source>Delete the label</source>
      <translation>Label löschen</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>Farbe</translation>
    </message>
    <message>
      <source>Rename the label</source>
      <translation>Label umbenennen</translation>
    </message>
    <message>
      <source>All images that have it keep it under its new name</source>
      <translation>Alle Bilder, die es tragen, behalten es unter dem neuen Namen</translation>
    </message>
    <message>
      <source>This project has no labels yet</source>
      <translation>Dieses Projekt hat noch keine Labels</translation>
    </message>
    <message>
      <source>There is no label yet</source>
      <translation>Es gibt noch kein Label</translation>
    </message>
    <message>
      <source>What is selected has several labels</source>
      <translation>Das Gewählte hat mehrere Labels</translation>
    </message>
    <message>
      <source>Show this label</source>
      <translation>Dieses Label zeigen</translation>
    </message>
    <message>
      <source>Hide this label</source>
      <translation>Dieses Label ausblenden</translation>
    </message>
    <message>
      <source>Show this label only, or all</source>
      <translation>Nur dieses Label zeigen, oder alle</translation>
    </message>
    <message>
      <source>Select all of this label</source>
      <translation>Alle dieses Labels wählen</translation>
    </message>
    <message>
      <source>Labels and image</source>
      <translation>Labels und Bild</translation>
    </message>
    <message>
      <source>This image</source>
      <translation>Dieses Bild</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>Go on after a decision</source>
      <translation>Nach der Entscheidung weitergehen</translation>
    </message>
    <message>
      <source>Hide every 20th suggestion</source>
      <translation>Jeden 20. Vorschlag verbergen</translation>
    </message>
    <message>
      <source>Skip</source>
      <translation>Überspringen</translation>
    </message>
    <message>
      <source>Discussed</source>
      <translation>Besprochen</translation>
    </message>
    <message>
      <source>Name the first label</source>
      <translation>Das erste Label benennen</translation>
    </message>
    <message>
      <source>First label</source>
      <translation>Erstes Label</translation>
    </message>
    <message>
      <source>Name a label, then Enter</source>
      <translation>Label benennen, dann Enter</translation>
    </message>
    <message>
      <source>New label</source>
      <translation>Neues Label</translation>
    </message>
    <message>
      <source>Add</source>
      <translation>Hinzufügen</translation>
    </message>
    <message>
      <source>{} is in the list already</source>
      <translation>{} steht schon in der Liste</translation>
    </message>
    <message>
      <source>Remove {}</source>
      <translation>{} entfernen</translation>
    </message>
    <message>
      <source>Labels</source>
      <translation>Labels</translation>
    </message>
    <message>
      <source>Hide or show this label</source>
      <translation>Dieses Label ein- oder ausblenden</translation>
    </message>
    <message>
      <source>Find or name a label</source>
      <translation>Label suchen oder benennen</translation>
    </message>
    <message>
      <source>New label “{name}”</source>
      <translation>Neues Label „{name}“</translation>
    </message>
    <message>
      <source>Type the first label and press Enter</source>
      <translation>Erstes Label tippen und Enter drücken</translation>
    </message>
    <message>
      <source>chosen</source>
      <translation>gewählt</translation>
    </message>
    <message>
      <source>This project is about whole images, not about shapes</source>
      <translation>Dieses Projekt handelt von ganzen Bildern, nicht von Formen</translation>
    </message>
    <message>
      <source>No image is open</source>
      <translation>Kein Bild ist offen</translation>
    </message>
    <message>
      <source>Nothing is suggested for this image yet; press a label's key</source>
      <translation>Für dieses Bild ist noch nichts vorgeschlagen; drücken Sie die Taste eines Labels</translation>
    </message>
    <message>
      <source>This image is undecided</source>
      <translation>Dieses Bild ist unentschieden</translation>
    </message>
    <message>
      <source>{name}, {n} of {m} decided</source>
      <translation>{name}, {n} von {m} entschieden</translation>
    </message>
    <message>
      <source>Discuss this image</source>
      <translation>Dieses Bild besprechen</translation>
    </message>
    <message>
      <source>A note, if you like. Enter keeps it, Esc leaves it out</source>
      <translation>Eine Notiz, wenn Sie mögen. Enter behält sie, Esc lässt sie weg</translation>
    </message>
    <message>
      <source>Which labels?</source>
      <translation>Welche Labels?</translation>
    </message>
    <message>
      <source>Name of the project</source>
      <translation>Name des Projekts</translation>
    </message>
    <message>
      <source>One is enough to begin. You can add, rename and merge labels at any time.</source>
      <translation>Eines genügt für den Anfang. Labels lassen sich jederzeit ergänzen, umbenennen und zusammenlegen.</translation>
    </message>
    <message>
      <source>Two are enough to begin. You can add, rename and merge labels at any time.</source>
      <translation>Zwei genügen für den Anfang. Labels lassen sich jederzeit ergänzen, umbenennen und zusammenlegen.</translation>
    </message>
    <message>
      <source>Open a project first</source>
      <translation>Zuerst ein Projekt öffnen</translation>
    </message>
    <message>
      <source>Unite masks</source>
      <translation>Masken vereinen</translation>
    </message>
    <message>
      <source>Intersect masks</source>
      <translation>Masken schneiden</translation>
    </message>
    <message>
      <source>Fill holes</source>
      <translation>Löcher füllen</translation>
    </message>
    <message>
      <source>Grow a mask</source>
      <translation>Maske wachsen lassen</translation>
    </message>
    <message>
      <source>Shrink a mask</source>
      <translation>Maske schrumpfen lassen</translation>
    </message>
    <message>
      <source>Masks belong to projects about masks</source>
      <translation>Masken gehören zu Projekten über Masken</translation>
    </message>
    <message>
      <source>Select a polygon or a box first</source>
      <translation>Zuerst ein Polygon oder eine Box auswählen</translation>
    </message>
    <message>
      <source>Select two masks or more; Ctrl+click adds one</source>
      <translation>Zwei oder mehr Masken auswählen; Strg+Klick nimmt eine dazu</translation>
    </message>
    <message>
      <source>Select a mask first</source>
      <translation>Zuerst eine Maske auswählen</translation>
    </message>
    <message>
      <source>Smooth a mask</source>
      <translation>Maske glätten</translation>
    </message>
    <message>
      <source>The mask is in one piece already</source>
      <translation>Die Maske ist schon aus einem Stück</translation>
    </message>
    <message>
      <source>Split a mask into {n}</source>
      <translation>Maske in {n} teilen</translation>
    </message>
    <message>
      <source>Turn a mask into a polygon</source>
      <translation>Maske in ein Polygon wandeln</translation>
    </message>
    <message>
      <source>Turn a shape into a mask</source>
      <translation>Form in eine Maske wandeln</translation>
    </message>
    <message>
      <source>Subtract masks</source>
      <translation>Masken abziehen</translation>
    </message>
    <message>
      <source>Nothing would be left</source>
      <translation>Nichts bliebe übrig</translation>
    </message>
    <message>
      <source>Navigator</source>
      <translation>Navigator</translation>
    </message>
    <message>
      <source>Drag the frame to move the view</source>
      <translation>Rahmen ziehen, um den Ausschnitt zu verschieben</translation>
    </message>
    <message>
      <source>Decision</source>
      <translation>Entscheidung</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Leave</source>
      <translation>Verlassen</translation>
    </message>
    <message>
      <source>New project</source>
      <translation>Neues Projekt</translation>
    </message>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Continue to labels</source>
      <translation>Weiter zu Labels</translation>
    </message>
    <message>
      <source>Make the project</source>
      <translation>Projekt anlegen</translation>
    </message>
    <message>
      <source>Nothing is copied. A project folder is made next to your images.</source>
      <translation>Nichts wird kopiert. Der Projektordner entsteht neben Ihren Bildern.</translation>
    </message>
    <message>
      <source>Choose a folder of images first</source>
      <translation>Zuerst einen Ordner mit Bildern wählen</translation>
    </message>
    <message>
      <source>This folder has no images</source>
      <translation>Dieser Ordner hat keine Bilder</translation>
    </message>
    <message>
      <source>Which folder holds the images?</source>
      <translation>In welchem Ordner liegen die Bilder?</translation>
    </message>
    <message>
      <source>Where should the project's folder be?</source>
      <translation>Wo soll der Ordner des Projekts liegen?</translation>
    </message>
    <message>
      <source>Draw the first ones</source>
      <translation>Die ersten zeichnen</translation>
    </message>
    <message>
      <source>Label a few</source>
      <translation>Ein paar labeln</translation>
    </message>
    <message>
      <source>1 image waits to be finished</source>
      <translation>1 Bild ist noch fertigzustellen</translation>
    </message>
    <message>
      <source>{} images wait to be finished</source>
      <translation>{} Bilder sind noch fertigzustellen</translation>
    </message>
    <message>
      <source>1 image waits for its first label</source>
      <translation>1 Bild wartet auf sein erstes Label</translation>
    </message>
    <message>
      <source>{} images wait for their first label</source>
      <translation>{} Bilder warten auf ihr erstes Label</translation>
    </message>
    <message>
      <source>Choose a label, draw, and go on to the next image. Every step can be undone.</source>
      <translation>Label wählen, zeichnen, weiter zum nächsten Bild. Jeder Schritt lässt sich rückgängig machen.</translation>
    </message>
    <message>
      <source>Suggestions for all others start after two labels. Every step can be undone.</source>
      <translation>Vorschläge für alle anderen beginnen nach zwei Labels. Jeder Schritt lässt sich rückgängig machen.</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>from</source>
      <translation>von</translation>
    </message>
    <message>
      <source>to</source>
      <translation>bis</translation>
    </message>
    <message>
      <source>Objects on an image</source>
      <translation>Objekte auf einem Bild</translation>
    </message>
    <message>
      <source>Longer side of one, in pixels</source>
      <translation>Längere Seite von einem, in Pixeln</translation>
    </message>
    <message>
      <source>Score of a suggestion</source>
      <translation>Wert eines Vorschlags</translation>
    </message>
    <message>
      <source>Any number, size and score</source>
      <translation>Jede Anzahl, jede Größe, jeder Wert</translation>
    </message>
    <message>
      <source>any</source>
      <translation>beliebig</translation>
    </message>
    <message>
      <source>Shapes on this image</source>
      <translation>Formen auf diesem Bild</translation>
    </message>
    <message>
      <source>Order of the list</source>
      <translation>Reihenfolge der Liste</translation>
    </message>
    <message>
      <source>What lies above first</source>
      <translation>Oben Liegendes zuerst</translation>
    </message>
    <message>
      <source>By label</source>
      <translation>Nach Label</translation>
    </message>
    <message>
      <source>Largest first</source>
      <translation>Größte zuerst</translation>
    </message>
    <message>
      <source>From the upper left to the lower right</source>
      <translation>Von links oben nach rechts unten</translation>
    </message>
    <message>
      <source>List: {}</source>
      <translation>Liste: {}</translation>
    </message>
    <message>
      <source>Object</source>
      <translation>Objekt</translation>
    </message>
    <message>
      <source>Lock or unlock</source>
      <translation>Sperren oder entsperren</translation>
    </message>
    <message>
      <source>Hide or show</source>
      <translation>Ein- oder ausblenden</translation>
    </message>
    <message>
      <source>Group or ungroup</source>
      <translation>Gruppieren oder lösen</translation>
    </message>
    <message>
      <source>To the front</source>
      <translation>Nach vorn</translation>
    </message>
    <message>
      <source>To the back</source>
      <translation>Nach hinten</translation>
    </message>
    <message>
      <source>Occluded</source>
      <translation>Verdeckt</translation>
    </message>
    <message>
      <source>Truncated</source>
      <translation>Abgeschnitten</translation>
    </message>
    <message>
      <source>Difficult</source>
      <translation>Schwierig</translation>
    </message>
    <message>
      <source>{what}, group {n}</source>
      <translation>{what}, Gruppe {n}</translation>
    </message>
    <message>
      <source>several notes</source>
      <translation>mehrere Notizen</translation>
    </message>
    <message>
      <source>Note on the object</source>
      <translation>Notiz zum Objekt</translation>
    </message>
    <message>
      <source>Looked for beside the file</source>
      <translation>Wird neben der Datei gesucht</translation>
    </message>
    <message>
      <source>Which file?</source>
      <translation>Welche Datei?</translation>
    </message>
    <message>
      <source>Options of the tool</source>
      <translation>Optionen des Werkzeugs</translation>
    </message>
    <message>
      <source>More about masks</source>
      <translation>Mehr über Masken</translation>
    </message>
    <message>
      <source>Page of suggestions</source>
      <translation>Seite mit Vorschlägen</translation>
    </message>
    <message>
      <source>Per label</source>
      <translation>Je Label</translation>
    </message>
    <message>
      <source>Found (sensitivity)</source>
      <translation>Gefunden (Sens.)</translation>
    </message>
    <message>
      <source>Right when said (precision)</source>
      <translation>Richtig (Präzision)</translation>
    </message>
    <message>
      <source>Specificity</source>
      <translation>Spezifität</translation>
    </message>
    <message>
      <source>F1</source>
      <translation>F1</translation>
    </message>
    <message>
      <source>AUROC</source>
      <translation>AUROC</translation>
    </message>
    <message>
      <source>Tested</source>
      <translation>Getestet</translation>
    </message>
    <message>
      <source>{label}: found {found}, right when said {right}</source>
      <translation>{label}: gefunden {found}, richtig wenn gesagt {right}</translation>
    </message>
    <message>
      <source>Images of the folder</source>
      <translation>Bilder des Ordners</translation>
    </message>
    <message>
      <source>Show {label}</source>
      <translation>{label} zeigen</translation>
    </message>
    <message>
      <source>Unite polygons</source>
      <translation>Polygone vereinigen</translation>
    </message>
    <message>
      <source>Subtract polygons</source>
      <translation>Polygone abziehen</translation>
    </message>
    <message>
      <source>Intersect polygons</source>
      <translation>Polygone schneiden</translation>
    </message>
    <message>
      <source>Select a polygon first</source>
      <translation>Zuerst ein Polygon wählen</translation>
    </message>
    <message>
      <source>Select two polygons or boxes or more; Ctrl+click adds one</source>
      <translation>Zwei oder mehr Polygone oder Boxen wählen; Strg+Klick nimmt eines dazu</translation>
    </message>
    <message>
      <source>No vertex can go without moving the outline by more than {n} px</source>
      <translation>Kein Punkt kann weg, ohne den Umriss um mehr als {n} px zu bewegen</translation>
    </message>
    <message>
      <source>Simplify {what}</source>
      <translation>{what} vereinfachen</translation>
    </message>
    <message>
      <source>{n} vertices fewer</source>
      <translation>{n} Punkte weniger</translation>
    </message>
    <message>
      <source>That shape is locked; Ctrl+L unlocks it</source>
      <translation>Diese Form ist gesperrt; Strg+L entsperrt sie</translation>
    </message>
    <message>
      <source>Draw the line across a polygon, a mask or a box to cut it</source>
      <translation>Ziehe die Linie quer über ein Polygon, eine Maske oder eine Box, um sie zu zerschneiden</translation>
    </message>
    <message>
      <source>Cut {what} along a line</source>
      <translation>{what} entlang einer Linie zerschneiden</translation>
    </message>
    <message>
      <source>The pieces of a box cut at a slant are polygons</source>
      <translation>Die Stücke einer schräg zerschnittenen Box sind Polygone</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>{decided} of {total} decided</source>
      <translation>{decided} von {total} entschieden</translation>
    </message>
    <message>
      <source>Labelled by you</source>
      <translation>Von Ihnen gelabelt</translation>
    </message>
    <message>
      <source>To decide</source>
      <translation>Zu entscheiden</translation>
    </message>
    <message>
      <source>{} of {} decided</source>
      <translation>{} von {} entschieden</translation>
    </message>
    <message>
      <source>Find the folder, or take it off the list.</source>
      <translation>Suchen Sie den Ordner, oder nehmen Sie ihn von der Liste.</translation>
    </message>
    <message>
      <source>Opening {} ...</source>
      <translation>{} wird geöffnet ...</translation>
    </message>
    <message>
      <source>Drawing the sample, {} of {} ...</source>
      <translation>Das Beispiel wird gezeichnet, {} von {} ...</translation>
    </message>
    <message>
      <source>Show the project's folder</source>
      <translation>Ordner des Projekts zeigen</translation>
    </message>
    <message>
      <source>Close the project</source>
      <translation>Projekt schließen</translation>
    </message>
    <message>
      <source>Open a project folder</source>
      <translation>Projektordner öffnen</translation>
    </message>
    <message>
      <source>The project was brought back</source>
      <translation>Das Projekt wurde wiederhergestellt</translation>
    </message>
    <message>
      <source>Open for reading</source>
      <translation>Nur lesend öffnen</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Noch einmal</translation>
    </message>
    <message>
      <source>Bring it back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <source>Find it</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Take it off the list</source>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>Bringing {} back ...</source>
      <translation>{} wird zurückgeholt ...</translation>
    </message>
    <message>
      <source>Where is {} now?</source>
      <translation>Wo ist {} jetzt?</translation>
    </message>
    <message>
      <source>Note on {what}</source>
      <translation>Notiz zu {what}</translation>
    </message>
    <message>
      <source>Bring {what} to the front</source>
      <translation>{what} nach vorn</translation>
    </message>
    <message>
      <source>Send {what} to the back</source>
      <translation>{what} nach hinten</translation>
    </message>
    <message>
      <source>Bring {what} one step up</source>
      <translation>{what} eins nach oben</translation>
    </message>
    <message>
      <source>Send {what} one step down</source>
      <translation>{what} eins nach unten</translation>
    </message>
    <message>
      <source>Nothing is hidden</source>
      <translation>Nichts ist ausgeblendet</translation>
    </message>
    <message>
      <source>Select two objects or more; Ctrl+click adds one</source>
      <translation>Zwei oder mehr Objekte wählen; Strg+Klick nimmt eines dazu</translation>
    </message>
    <message>
      <source>What is selected is in no group</source>
      <translation>Das Gewählte ist in keiner Gruppe</translation>
    </message>
    <message>
      <source>One object at a time</source>
      <translation>Ein Objekt auf einmal</translation>
    </message>
    <message>
      <source>Set {name} of {what}</source>
      <translation>{name} von {what} setzen</translation>
    </message>
    <message>
      <source>Mark {what} as occluded</source>
      <translation>{what} als verdeckt markieren</translation>
    </message>
    <message>
      <source>Mark {what} as not occluded</source>
      <translation>{what} als nicht verdeckt markieren</translation>
    </message>
    <message>
      <source>Mark {what} as truncated</source>
      <translation>{what} als abgeschnitten markieren</translation>
    </message>
    <message>
      <source>Mark {what} as not truncated</source>
      <translation>{what} als nicht abgeschnitten markieren</translation>
    </message>
    <message>
      <source>Mark {what} as difficult</source>
      <translation>{what} als schwierig markieren</translation>
    </message>
    <message>
      <source>Mark {what} as not difficult</source>
      <translation>{what} als nicht schwierig markieren</translation>
    </message>
    <message>
      <source>Lock {what}</source>
      <translation>{what} sperren</translation>
    </message>
    <message>
      <source>Unlock {what}</source>
      <translation>{what} entsperren</translation>
    </message>
    <message>
      <source>Hide {what}</source>
      <translation>{what} ausblenden</translation>
    </message>
    <message>
      <source>Show {what}</source>
      <translation>{what} zeigen</translation>
    </message>
    <message>
      <source>Group {what}</source>
      <translation>{what} gruppieren</translation>
    </message>
    <message>
      <source>Ungroup {what}</source>
      <translation>Gruppe von {what} lösen</translation>
    </message>
    <message>
      <source>It lies there already</source>
      <translation>Es liegt schon dort</translation>
    </message>
    <message>
      <source>Data</source>
      <translation>Daten</translation>
    </message>
    <message>
      <source>Review</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Train</source>
      <translation>Training</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>Menü</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Fine-tune</source>
      <translation>Feinabstimmen</translation>
    </message>
    <message>
      <source>Advanced settings</source>
      <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
      <source>chosen by the number of labels</source>
      <translation>nach der Zahl der Labels gewählt</translation>
    </message>
    <message>
      <source>Validation, picks the best epoch</source>
      <translation>Validierung, wählt die beste Epoche</translation>
    </message>
    <message>
      <source>Test, never seen in training</source>
      <translation>Test, beim Training nie gesehen</translation>
    </message>
    <message>
      <source>What it learns from</source>
      <translation>Woraus es lernt</translation>
    </message>
    <message>
      <source>How it is checked</source>
      <translation>Wie es geprüft wird</translation>
    </message>
    <message>
      <source>How images are varied</source>
      <translation>Wie Bilder variiert werden</translation>
    </message>
    <message>
      <source>{count} images</source>
      <translation>{count} Bilder</translation>
    </message>
    <message>
      <source>{count} draws each</source>
      <translation>je {count} Varianten</translation>
    </message>
    <message>
      <source>Folder not found. Find it</source>
      <translation>Ordner nicht gefunden. Suchen</translation>
    </message>
    <message>
      <source>Add images to begin</source>
      <translation>Bilder hinzufügen, um zu beginnen</translation>
    </message>
    <message>
      <source>All decided</source>
      <translation>Alle entschieden</translation>
    </message>
    <message>
      <source>1 suggestion to review</source>
      <translation>1 Vorschlag zu prüfen</translation>
    </message>
    <message>
      <source>{} suggestions to review</source>
      <translation>{} Vorschläge zu prüfen</translation>
    </message>
    <message>
      <source>1 image to decide</source>
      <translation>1 Bild zu entscheiden</translation>
    </message>
    <message>
      <source>{} images to decide</source>
      <translation>{} Bilder zu entscheiden</translation>
    </message>
    <message>
      <source>Several classes</source>
      <translation>Mehrere Klassen</translation>
    </message>
    <message>
      <source>{}, 1 label</source>
      <translation>{}, 1 Label</translation>
    </message>
    <message>
      <source>{}, {} labels</source>
      <translation>{}, {} Labels</translation>
    </message>
    <message>
      <source>Yesterday</source>
      <translation>Gestern</translation>
    </message>
    <message>
      <source>Can the scores be trusted?</source>
      <translation>Kann man den Werten trauen?</translation>
    </message>
    <message>
      <source>Of {count} with scores near {score}, {right} are right</source>
      <translation>Von {count} mit Werten um {score} sind {right} richtig</translation>
    </message>
    <message>
      <source>score</source>
      <translation>Wert</translation>
    </message>
    <message>
      <source>Save report</source>
      <translation>Bericht sichern</translation>
    </message>
    <message>
      <source>Images used</source>
      <translation>Verwendete Bilder</translation>
    </message>
    <message>
      <source>Back to the runs</source>
      <translation>Zurück zu den Läufen</translation>
    </message>
    <message>
      <source>test</source>
      <translation>Test</translation>
    </message>
    <message>
      <source>{count} {side} images</source>
      <translation>{count} Bilder ({side})</translation>
    </message>
    <message>
      <source>A cell opens its images</source>
      <translation>Ein Feld öffnet seine Bilder</translation>
    </message>
    <message>
      <source>A cell opens its images: {decided} called {suggested}, {count}</source>
      <translation>Ein Feld öffnet seine Bilder: {decided} als {suggested}, {count}</translation>
    </message>
    <message>
      <source>No decided image looks mislabelled</source>
      <translation>Kein entschiedenes Bild sieht falsch gelabelt aus</translation>
    </message>
    <message>
      <source>second look</source>
      <translation>zweiter Blick</translation>
    </message>
    <message>
      <source>{}. Marks on this page stay; {} takes one off</source>
      <translation>{}. Markierungen auf dieser Seite bleiben; {} nimmt eine weg</translation>
    </message>
    <message>
      <source>Delete run {run} for good?</source>
      <translation>Lauf {run} endgültig löschen?</translation>
    </message>
    <message>
      <source>Its weights, curves and report go. Your labels stay.</source>
      <translation>Gewichte, Kurven und Bericht gehen verloren. Ihre Labels bleiben.</translation>
    </message>
    <message>
      <source>Delete run {run}</source>
      <translation>Lauf {run} löschen</translation>
    </message>
    <message>
      <source>Web page (*.html)</source>
      <translation>Webseite (*.html)</translation>
    </message>
    <message>
      <source>Saved as {name}</source>
      <translation>Gesichert als {name}</translation>
    </message>
    <message>
      <source>Choose by evidence again</source>
      <translation>Wieder nach Befund wählen</translation>
    </message>
    <message>
      <source>Use this run for suggestions</source>
      <translation>Diesen Lauf für Vorschläge verwenden</translation>
    </message>
    <message>
      <source>Open the results</source>
      <translation>Ergebnisse öffnen</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Delete the run</source>
      <translation>Lauf löschen</translation>
    </message>
    <message>
      <source>Run {run} is discarded</source>
      <translation>Lauf {run} ist verworfen</translation>
    </message>
    <message>
      <source>{run} is done</source>
      <translation>{run} ist fertig</translation>
    </message>
    <message>
      <source>Your labels are safe.</source>
      <translation>Ihre Labels sind sicher.</translation>
    </message>
    <message>
      <source>Nothing was held out, so there is nothing to measure on</source>
      <translation>Nichts wurde zurückgehalten, also gibt es nichts zum Messen</translation>
    </message>
    <message>
      <source>Makes the suggestions</source>
      <translation>Macht die Vorschläge</translation>
    </message>
    <message>
      <source>Use this run</source>
      <translation>Diesen Lauf verwenden</translation>
    </message>
    <message>
      <source>Stop and keep the best</source>
      <translation>Anhalten, Bestes behalten</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Discard for good</source>
      <translation>Endgültig verwerfen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Stopping after this step</source>
      <translation>Hält nach diesem Schritt an</translation>
    </message>
    <message>
      <source>Discarding</source>
      <translation>Wird verworfen</translation>
    </message>
    <message>
      <source>Runs</source>
      <translation>Läufe</translation>
    </message>
    <message>
      <source>Run</source>
      <translation>Lauf</translation>
    </message>
    <message>
      <source>What was trained</source>
      <translation>Was trainiert wurde</translation>
    </message>
    <message>
      <source>Curve</source>
      <translation>Kurve</translation>
    </message>
    <message>
      <source>Compared with the model before</source>
      <translation>Gegen das Modell davor</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>{metric} (95 %)</source>
      <translation>{metric} (95 %)</translation>
    </message>
    <message>
      <source>Six held-out images</source>
      <translation>Sechs zurückgehaltene Bilder</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>Gespeichert</translation>
    </message>
    <message>
      <source>Save this filter ...</source>
      <translation>Diesen Filter speichern ...</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <source>Enter saves it in the project; a filter of the same name is replaced.</source>
      <translation>Enter speichert ihn im Projekt; ein Filter gleichen Namens wird ersetzt.</translation>
    </message>
    <message>
      <source>Name of the filter</source>
      <translation>Name des Filters</translation>
    </message>
    <message>
      <source>A filter needs a name</source>
      <translation>Ein Filter braucht einen Namen</translation>
    </message>
    <message>
      <source>Filter saved: {name}</source>
      <translation>Filter gespeichert: {name}</translation>
    </message>
    <message>
      <source>What do you want to do?</source>
      <translation>Was möchten Sie tun?</translation>
    </message>
    <message>
      <source>Actions</source>
      <translation>Befehle</translation>
    </message>
    <message>
      <source>{} of {} actions</source>
      <translation>{} von {} Befehlen</translation>
    </message>
    <message>
      <source>Everywhere</source>
      <translation>Überall</translation>
    </message>
    <message>
      <source>{n} of {m} selected</source>
      <translation>{n} von {m} ausgewählt</translation>
    </message>
    <message>
      <source>{kind} {n} of {m}, {label}</source>
      <translation>{kind} {n} von {m}, {label}</translation>
    </message>
    <message>
      <source>suggestion {}</source>
      <translation>Vorschlag {}</translation>
    </message>
    <message>
      <source>This project is about shapes, not about whole images</source>
      <translation>Dieses Projekt handelt von Formen, nicht von ganzen Bildern</translation>
    </message>
    <message>
      <source>Select an image first</source>
      <translation>Zuerst ein Bild auswählen</translation>
    </message>
    <message>
      <source>None of the selected images has a suggestion</source>
      <translation>Keines der ausgewählten Bilder hat einen Vorschlag</translation>
    </message>
    <message>
      <source>Wait until the images are compared; the status line says how far that is</source>
      <translation>Bitte warten, bis die Bilder verglichen sind; die Statuszeile sagt, wie weit das ist</translation>
    </message>
    <message>
      <source>{} labelled {}</source>
      <translation>{} als {} gelabelt</translation>
    </message>
    <message>
      <source>{} accepted</source>
      <translation>{} angenommen</translation>
    </message>
    <message>
      <source>{} accepted as {}</source>
      <translation>{} als {} angenommen</translation>
    </message>
    <message>
      <source>{} with none of the labels</source>
      <translation>{} mit keinem der Labels</translation>
    </message>
    <message>
      <source>{} images put into {}</source>
      <translation>{} Bilder in {} gelegt</translation>
    </message>
    <message>
      <source>Path copied</source>
      <translation>Pfad kopiert</translation>
    </message>
    <message>
      <source>Paths copied</source>
      <translation>Pfade kopiert</translation>
    </message>
    <message>
      <source>Discuss, or no longer</source>
      <translation>Besprechen oder nicht</translation>
    </message>
    <message>
      <source>Select none</source>
      <translation>Auswahl aufheben</translation>
    </message>
    <message>
      <source>{} selected</source>
      <translation>{} ausgewählt</translation>
    </message>
    <message>
      <source>Accept {}</source>
      <translation>{} annehmen</translation>
    </message>
    <message>
      <source>Set label</source>
      <translation>Label setzen</translation>
    </message>
    <message>
      <source>Reject</source>
      <translation>Ablehnen</translation>
    </message>
    <message>
      <source>Finish</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <source>Put into {}</source>
      <translation>In {} legen</translation>
    </message>
    <message>
      <source>Undone: {}</source>
      <translation>Rückgängig: {}</translation>
    </message>
    <message>
      <source>Nothing to undo</source>
      <translation>Nichts rückgängig zu machen</translation>
    </message>
    <message>
      <source>Done again: {}</source>
      <translation>Wiederholt: {}</translation>
    </message>
    <message>
      <source>Nothing to redo</source>
      <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
      <source>{} steps undone</source>
      <translation>{} Schritte rückgängig gemacht</translation>
    </message>
    <message>
      <source>{} steps done again</source>
      <translation>{} Schritte wiederholt</translation>
    </message>
    <message>
      <source>Leave the settings</source>
      <translation>Einstellungen verlassen</translation>
    </message>
    <message>
      <source>These settings live in</source>
      <translation>Diese Einstellungen liegen in</translation>
    </message>
    <message>
      <source>Stands beside your decisions and comments; empty = as the system knows you</source>
      <translation>Steht bei Ihren Entscheidungen und Kommentaren; leer = wie das System Sie kennt</translation>
    </message>
    <message>
      <source>Your name</source>
      <translation>Ihr Name</translation>
    </message>
    <message>
      <source>Like the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>Textgröße</translation>
    </message>
    <message>
      <source>Of the system's font; holds from the next start</source>
      <translation>Von der Schrift des Systems; gilt ab dem nächsten Start</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Holds from the next start</source>
      <translation>Gilt ab dem nächsten Start</translation>
    </message>
    <message>
      <source>Less movement</source>
      <translation>Weniger Bewegung</translation>
    </message>
    <message>
      <source>Nothing fades in; also when the system asks for it</source>
      <translation>Nichts blendet ein; auch wenn das System es wünscht</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>Left-handed</source>
      <translation>Linkshändig</translation>
    </message>
    <message>
      <source>Mouse only</source>
      <translation>Nur Maus</translation>
    </message>
    <message>
      <source>Press F1 in a room to see its keys and change single ones</source>
      <translation>F1 zeigt in jedem Raum seine Tasten und lässt einzelne ändern</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>The wheel zooms only with Ctrl</source>
      <translation>Das Mausrad zoomt nur mit Strg</translation>
    </message>
    <message>
      <source>Without it, the wheel scrolls the picture</source>
      <translation>Ohne Strg verschiebt das Rad das Bild</translation>
    </message>
    <message>
      <source>Looking at {n} cut-outs ...</source>
      <translation>{n} Ausschnitte werden gelesen ...</translation>
    </message>
    <message>
      <source>Wrong</source>
      <translation>Falsch</translation>
    </message>
    <message>
      <source>Rejected</source>
      <translation>Abgelehnt</translation>
    </message>
    <message>
      <source>Discuss the image</source>
      <translation>Das Bild besprechen</translation>
    </message>
    <message>
      <source>On every image that is not finished. One undo step takes all of them back.</source>
      <translation>Auf jedem Bild, das nicht fertig ist. Ein Rückgängig-Schritt nimmt alle zurück.</translation>
    </message>
    <message>
      <source>Nothing is suggested on the selected images</source>
      <translation>Auf den gewählten Bildern ist nichts vorgeschlagen</translation>
    </message>
    <message>
      <source>{} rejected</source>
      <translation>{} abgelehnt</translation>
    </message>
    <message>
      <source>{} taken away unanswered</source>
      <translation>{} unbeantwortet weggenommen</translation>
    </message>
    <message>
      <source>The selected images are finished already</source>
      <translation>Die gewählten Bilder sind schon fertig</translation>
    </message>
    <message>
      <source>None of the selected images is finished</source>
      <translation>Keines der gewählten Bilder ist fertig</translation>
    </message>
    <message>
      <source>{} finished as they are</source>
      <translation>{} fertig, so wie sie sind</translation>
    </message>
    <message>
      <source>{} to be finished again</source>
      <translation>{} sind wieder fertigzustellen</translation>
    </message>
    <message>
      <source>Labels and shapes</source>
      <translation>Labels und Formen</translation>
    </message>
    <message>
      <source>In this image</source>
      <translation>In diesem Bild</translation>
    </message>
    <message>
      <source>No suggestions here. What a model found elsewhere comes in with Import labels, as suggestions.</source>
      <translation>Hier keine Vorschläge. Was ein Modell anderswo fand, kommt mit „Labels importieren“ als Vorschläge herein.</translation>
    </message>
    <message>
      <source>Overlay</source>
      <translation>Überlagerung</translation>
    </message>
    <message>
      <source>shape</source>
      <translation>Form</translation>
    </message>
    <message>
      <source>shapes</source>
      <translation>Formen</translation>
    </message>
    <message>
      <source>{n} + {m} suggested</source>
      <translation>{n} + {m} vorgeschlagen</translation>
    </message>
    <message>
      <source>{m} suggested</source>
      <translation>{m} vorgeschlagen</translation>
    </message>
    <message>
      <source>New shapes: {name}</source>
      <translation>Neue Formen: {name}</translation>
    </message>
    <message>
      <source>Draw a {}</source>
      <translation>{} zeichnen</translation>
    </message>
    <message>
      <source>Click a key to change it. Bare keys are off while you type in a field.</source>
      <translation>Ein Klick auf eine Taste ändert sie. Einzelne Buchstaben gelten nicht, solange Sie in ein Feld tippen.</translation>
    </message>
    <message>
      <source>Take the defaults again</source>
      <translation>Wieder die Vorgaben</translation>
    </message>
    <message>
      <source>{} already does “{}”. Choose another key, or change that one first.</source>
      <translation>{} tut schon „{}“. Wählen Sie eine andere Taste, oder ändern Sie jene zuerst.</translation>
    </message>
    <message>
      <source>This cannot be undone, so it needs Ctrl or Alt with the key.</source>
      <translation>Das lässt sich nicht zurücknehmen, deshalb braucht es Strg oder Alt dazu.</translation>
    </message>
    <message>
      <source>Suggestion</source>
      <translation>Vorschlag</translation>
    </message>
    <message>
      <source>Nearest images you decided</source>
      <translation>Ähnlichste von Ihnen entschiedene Bilder</translation>
    </message>
    <message>
      <source>All {n} labels</source>
      <translation>Alle {n} Labels</translation>
    </message>
    <message>
      <source>Your last ten decisions</source>
      <translation>Ihre letzten zehn Entscheidungen</translation>
    </message>
    <message>
      <source>Click to go back to one</source>
      <translation>Ein Klick führt zurück</translation>
    </message>
    <message>
      <source>skipped</source>
      <translation>übersprungen</translation>
    </message>
    <message>
      <source>Keep {label}</source>
      <translation>{label} behalten</translation>
    </message>
    <message>
      <source>Accept {label}</source>
      <translation>{label} annehmen</translation>
    </message>
    <message>
      <source>Labelled so far as</source>
      <translation>Bisher gelabelt als</translation>
    </message>
    <message>
      <source>Learnt from all other decided images</source>
      <translation>Gelernt aus allen anderen entschiedenen Bildern</translation>
    </message>
    <message>
      <source>Decided</source>
      <translation>Entschieden</translation>
    </message>
    <message>
      <source>No suggestion yet</source>
      <translation>Noch kein Vorschlag</translation>
    </message>
    <message>
      <source>to decide</source>
      <translation>zu entscheiden</translation>
    </message>
    <message>
      <source>Find a project</source>
      <translation>Projekt suchen</translation>
    </message>
    <message>
      <source>Label a few images. The program suggests the rest, you decide.</source>
      <translation>Labeln Sie ein paar Bilder. Das Programm schlägt den Rest vor, Sie entscheiden.</translation>
    </message>
    <message>
      <source>Try the sample</source>
      <translation>Beispiel ansehen</translation>
    </message>
    <message>
      <source>Parts on a tray, 120 images, ready to review</source>
      <translation>Teile auf einem Tablett, 120 Bilder, bereit zum Prüfen</translation>
    </message>
    <message>
      <source>{}. No graphics card needed</source>
      <translation>{}. Keine Grafikkarte nötig</translation>
    </message>
    <message>
      <source>Works offline. Nothing leaves this computer</source>
      <translation>Arbeitet ohne Netz. Nichts verlässt diesen Rechner</translation>
    </message>
    <message>
      <source>Version {}</source>
      <translation>Version {}</translation>
    </message>
    <message>
      <source>Recent projects</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Step {} of {}: {}</source>
      <translation>Schritt {} von {}: {}</translation>
    </message>
    <message>
      <source>Another window or program is changing this project. What you see here is up to date.</source>
      <translation>Ein anderes Fenster oder Programm ändert dieses Projekt. Was Sie hier sehen, ist aktuell.</translation>
    </message>
    <message>
      <source>Finish what you draw first: Enter keeps it, Esc drops it</source>
      <translation>Erst fertig zeichnen: Enter behält es, Esc verwirft es</translation>
    </message>
    <message>
      <source>Suggestions</source>
      <translation>Vorschläge</translation>
    </message>
    <message>
      <source>Show suggestions from</source>
      <translation>Vorschläge zeigen ab</translation>
    </message>
    <message>
      <source>On all images ...</source>
      <translation>Auf allen Bildern ...</translation>
    </message>
    <message>
      <source>{n} of {m} shown</source>
      <translation>{n} von {m} gezeigt</translation>
    </message>
    <message>
      <source>Accept {n} here</source>
      <translation>Hier {n} annehmen</translation>
    </message>
    <message>
      <source>{n} of {m} right, {share}</source>
      <translation>{n} von {m} richtig, {share}</translation>
    </message>
    <message>
      <source>Show from</source>
      <translation>Zeigen ab</translation>
    </message>
    <message>
      <source>No suggestion is selected</source>
      <translation>Kein Vorschlag ist gewählt</translation>
    </message>
    <message>
      <source>Nothing is suggested on this image</source>
      <translation>Auf diesem Bild ist nichts vorgeschlagen</translation>
    </message>
    <message>
      <source>Suggestions accepted: {n}</source>
      <translation>Vorschläge angenommen: {n}</translation>
    </message>
    <message>
      <source>No other image has suggestions</source>
      <translation>Kein anderes Bild hat Vorschläge</translation>
    </message>
    <message>
      <source>Every suggestion here is answered</source>
      <translation>Jeder Vorschlag hier ist beantwortet</translation>
    </message>
    <message>
      <source>{n} suggestions</source>
      <translation>{n} Vorschläge</translation>
    </message>
    <message>
      <source>Brightness</source>
      <translation>Helligkeit</translation>
    </message>
    <message>
      <source>Contrast</source>
      <translation>Kontrast</translation>
    </message>
    <message>
      <source>Gamma</source>
      <translation>Gamma</translation>
    </message>
    <message>
      <source>Black from</source>
      <translation>Schwarz ab</translation>
    </message>
    <message>
      <source>White from</source>
      <translation>Weiß ab</translation>
    </message>
    <message>
      <source>How the picture is shown</source>
      <translation>Wie das Bild gezeigt wird</translation>
    </message>
    <message>
      <source>Auto</source>
      <translation>Automatisch</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Tools</source>
      <translation>Werkzeuge</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <source>File name, label or note</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Size of the thumbnails</source>
      <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
      <source>Newest decision</source>
      <translation>Neueste Entscheidung</translation>
    </message>
    <message>
      <source>In the order added</source>
      <translation>Wie hinzugefügt</translation>
    </message>
    <message>
      <source>By name</source>
      <translation>Nach Namen</translation>
    </message>
    <message>
      <source>Most certain first</source>
      <translation>Sicherste zuerst</translation>
    </message>
    <message>
      <source>Random</source>
      <translation>Zufällig</translation>
    </message>
    <message>
      <source>Most alike first</source>
      <translation>Ähnlichste zuerst</translation>
    </message>
    <message>
      <source>In this group</source>
      <translation>In dieser Gruppe</translation>
    </message>
    <message>
      <source>This image has no neighbours: it is in no group</source>
      <translation>Dieses Bild hat keine Nachbarn: es ist in keiner Gruppe</translation>
    </message>
    <message>
      <source>That shape is on this image only</source>
      <translation>Diese Form ist nur auf diesem Bild</translation>
    </message>
    <message>
      <source>This is the last image of its group</source>
      <translation>Dies ist das letzte Bild seiner Gruppe</translation>
    </message>
    <message>
      <source>Carried to the next image, a shape goes on as the same object.</source>
      <translation>Ins nächste Bild getragen, geht eine Form als dasselbe Objekt weiter.</translation>
    </message>
    <message>
      <source>1 object goes through these images.</source>
      <translation>1 Objekt geht durch diese Bilder.</translation>
    </message>
    <message>
      <source>{n} objects go through these images.</source>
      <translation>{n} Objekte gehen durch diese Bilder.</translation>
    </message>
    <message>
      <source>Placed here.</source>
      <translation>Hier gesetzt.</translation>
    </message>
    <message>
      <source>Worked out here; moving it places it.</source>
      <translation>Hier errechnet; Bewegen setzt sie.</translation>
    </message>
    <message>
      <source>1 key frame, {n} filled in.</source>
      <translation>1 Schlüsselbild, {n} ergänzt.</translation>
    </message>
    <message>
      <source>{k} key frames, {n} filled in.</source>
      <translation>{k} Schlüsselbilder, {n} ergänzt.</translation>
    </message>
    <message>
      <source>It leaves after this image.</source>
      <translation>Nach diesem Bild ist es nicht mehr da.</translation>
    </message>
    <message>
      <source>The object is on those images already</source>
      <translation>Das Objekt ist auf diesen Bildern schon da</translation>
    </message>
    <message>
      <source>Shapes carried on: {n}</source>
      <translation>Weitergetragene Formen: {n}</translation>
    </message>
    <message>
      <source>There is no other key frame in that direction</source>
      <translation>In dieser Richtung gibt es kein anderes Schlüsselbild</translation>
    </message>
    <message>
      <source>There is nothing to fill in: an object needs key frames on two images</source>
      <translation>Nichts zu ergänzen: ein Objekt braucht Schlüsselbilder auf zwei Bildern</translation>
    </message>
    <message>
      <source>Shapes filled in: {n}</source>
      <translation>Ergänzte Formen: {n}</translation>
    </message>
    <message>
      <source>{n} finished images were left alone</source>
      <translation>{n} fertige Bilder blieben unberührt</translation>
    </message>
    <message>
      <source>{n} stretches have shapes of kinds that nothing lies between</source>
      <translation>{n} Strecken haben Formarten, zwischen denen nichts liegt</translation>
    </message>
    <message>
      <source>Training on shapes is not part of this version</source>
      <translation>Training mit Formen gehört nicht zu dieser Version</translation>
    </message>
    <message>
      <source>What you draw is stored and can be exported; networks for boxes and masks come later.</source>
      <translation>Was Sie zeichnen, ist gesichert und lässt sich exportieren; Netze für Boxen und Masken kommen später.</translation>
    </message>
    <message>
      <source>No run yet. The first one appears here with its curve.</source>
      <translation>Noch kein Lauf. Der erste erscheint hier mit seiner Kurve.</translation>
    </message>
    <message>
      <source>results of run {run}</source>
      <translation>Ergebnisse von Lauf {run}</translation>
    </message>
    <message>
      <source>{run} is {state}</source>
      <translation>{run}: {state}</translation>
    </message>
    <message>
      <source>ready</source>
      <translation>bereit</translation>
    </message>
    <message>
      <source>A run works already</source>
      <translation>Ein Lauf arbeitet schon</translation>
    </message>
    <message>
      <source>No run works now</source>
      <translation>Jetzt arbeitet kein Lauf</translation>
    </message>
    <message>
      <source>No run yet</source>
      <translation>Noch kein Lauf</translation>
    </message>
    <message>
      <source>1 change is kept here</source>
      <translation>1 Änderung bleibt hier aufgehoben</translation>
    </message>
    <message>
      <source>{} changes are kept here</source>
      <translation>{} Änderungen bleiben hier aufgehoben</translation>
    </message>
    <message>
      <source>{what} until there is room.</source>
      <translation>{what}, bis Platz ist.</translation>
    </message>
    <message>
      <source>original</source>
      <translation>Original</translation>
    </message>
    <message>
      <source>Nothing to do again</source>
      <translation>Nichts zu wiederholen</translation>
    </message>
    <message>
      <source>Add the images of a folder</source>
      <translation>Bilder eines Ordners hinzufügen</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>Verkleinern</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>Vergrößern</translation>
    </message>
    <message>
      <source>Fit the image</source>
      <translation>Bild einpassen</translation>
    </message>
    <message>
      <source>Show at 100 %</source>
      <translation>Bei 100 % zeigen</translation>
    </message>
    <message>
      <source>Zoom {percent}</source>
      <translation>Vergrößerung {percent}</translation>
    </message>
    <message>
      <source>{} on the whole image</source>
      <translation>{} am ganzen Bild</translation>
    </message>
    <message>
      <source>Del takes it away</source>
      <translation>Entf nimmt es weg</translation>
    </message>
    <message>
      <source>best {value}</source>
      <translation>beste {value}</translation>
    </message>
    <message>
      <source>undone</source>
      <translation>rückgängig</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Number</source>
      <translation>Zahl</translation>
    </message>
    <message>
      <source>Yes or no</source>
      <translation>Ja oder nein</translation>
    </message>
    <message>
      <source>One of</source>
      <translation>Eines von</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>wet, dry</source>
      <translation>nass, trocken</translation>
    </message>
    <message>
      <source>Values, with commas between them</source>
      <translation>Werte, durch Kommas getrennt</translation>
    </message>
    <message>
      <source>at first</source>
      <translation>zuerst</translation>
    </message>
    <message>
      <source>Remove this attribute</source>
      <translation>Dieses Attribut entfernen</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>They appear after the first epoch</source>
      <translation>Sie erscheinen nach der ersten Epoche</translation>
    </message>
    <message>
      <source>resolved</source>
      <translation>erledigt</translation>
    </message>
    <message>
      <source>open</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>Comment {n}, {state}: {text}</source>
      <translation>Kommentar {n}, {state}: {text}</translation>
    </message>
    <message>
      <source>Apache License 2.0. Works offline; nothing leaves this computer.</source>
      <translation>Apache-Lizenz 2.0. Arbeitet ohne Netz; nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
      <source>About TL Studio</source>
      <translation>Über TL Studio</translation>
    </message>
    <message>
      <source>Export decisions</source>
      <translation>Entscheidungen exportieren</translation>
    </message>
    <message>
      <source>Say when it was saved</source>
      <translation>Wann gesichert</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>History: go back to an earlier point</source>
      <translation>Verlauf: zu einem früheren Punkt zurück</translation>
    </message>
    <message>
      <source>Filter images</source>
      <translation>Bilder filtern</translation>
    </message>
    <message>
      <source>Go to Review</source>
      <translation>Zum Prüfen</translation>
    </message>
    <message>
      <source>Press the main button</source>
      <translation>Den Hauptknopf drücken</translation>
    </message>
    <message>
      <source>Next area</source>
      <translation>Nächster Bereich</translation>
    </message>
    <message>
      <source>Previous area</source>
      <translation>Voriger Bereich</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>Vollbild</translation>
    </message>
    <message>
      <source>Show or hide the inspector</source>
      <translation>Seitenleiste ein oder aus</translation>
    </message>
    <message>
      <source>Follow the system's light or dark</source>
      <translation>Hell oder dunkel wie das System</translation>
    </message>
    <message>
      <source>Light theme</source>
      <translation>Helle Farben</translation>
    </message>
    <message>
      <source>Dark theme</source>
      <translation>Dunkle Farben</translation>
    </message>
    <message>
      <source>First image</source>
      <translation>Erstes Bild</translation>
    </message>
    <message>
      <source>Last image</source>
      <translation>Letztes Bild</translation>
    </message>
    <message>
      <source>Open in Label</source>
      <translation>Im Labeln öffnen</translation>
    </message>
    <message>
      <source>Copy the path</source>
      <translation>Pfad kopieren</translation>
    </message>
    <message>
      <source>Show the file in its folder</source>
      <translation>Datei in ihrem Ordner zeigen</translation>
    </message>
    <message>
      <source>Select or not</source>
      <translation>Auswählen oder nicht</translation>
    </message>
    <message>
      <source>Select all shown</source>
      <translation>Alle gezeigten auswählen</translation>
    </message>
    <message>
      <source>Label the selection</source>
      <translation>Die Auswahl labeln</translation>
    </message>
    <message>
      <source>Accept the suggestion</source>
      <translation>Vorschlag annehmen</translation>
    </message>
    <message>
      <source>Take the decision back</source>
      <translation>Entscheidung zurücknehmen</translation>
    </message>
    <message>
      <source>Put into train</source>
      <translation>Ins Training legen</translation>
    </message>
    <message>
      <source>Put into val</source>
      <translation>In die Validierung legen</translation>
    </message>
    <message>
      <source>Put into test</source>
      <translation>In den Test legen</translation>
    </message>
    <message>
      <source>Show accepted images</source>
      <translation>Angenommene Bilder zeigen</translation>
    </message>
    <message>
      <source>Show corrected images</source>
      <translation>Korrigierte Bilder zeigen</translation>
    </message>
    <message>
      <source>Show images with none of the labels</source>
      <translation>Bilder mit keinem der Labels zeigen</translation>
    </message>
    <message>
      <source>Show suggested images</source>
      <translation>Bilder mit Vorschlag zeigen</translation>
    </message>
    <message>
      <source>Show undecided images</source>
      <translation>Unentschiedene Bilder zeigen</translation>
    </message>
    <message>
      <source>Show images to discuss</source>
      <translation>Bilder zum Besprechen zeigen</translation>
    </message>
    <message>
      <source>Show images whose file is missing</source>
      <translation>Bilder zeigen, deren Datei fehlt</translation>
    </message>
    <message>
      <source>Show near duplicates</source>
      <translation>Fast gleiche zeigen</translation>
    </message>
    <message>
      <source>Larger thumbnails</source>
      <translation>Größere Vorschaubilder</translation>
    </message>
    <message>
      <source>Smaller thumbnails</source>
      <translation>Kleinere Vorschaubilder</translation>
    </message>
    <message>
      <source>Whole images or squares</source>
      <translation>Ganz oder im Quadrat</translation>
    </message>
    <message>
      <source>Find missing files</source>
      <translation>Fehlende Dateien suchen</translation>
    </message>
    <message>
      <source>Accept what is suggested on the images</source>
      <translation>Vorschläge auf den Bildern annehmen</translation>
    </message>
    <message>
      <source>Reject what is suggested on the images</source>
      <translation>Vorschläge auf den Bildern ablehnen</translation>
    </message>
    <message>
      <source>Take the suggestions away unanswered</source>
      <translation>Vorschläge unbeantwortet wegnehmen</translation>
    </message>
    <message>
      <source>Finish the images as they are</source>
      <translation>Bilder fertig, so wie sie sind</translation>
    </message>
    <message>
      <source>Not finished yet</source>
      <translation>Noch nicht fertig</translation>
    </message>
    <message>
      <source>Show finished images</source>
      <translation>Fertige Bilder zeigen</translation>
    </message>
    <message>
      <source>Show images finished as empty</source>
      <translation>Leer fertiggestellte Bilder zeigen</translation>
    </message>
    <message>
      <source>Show images with suggestions</source>
      <translation>Bilder mit Vorschlägen zeigen</translation>
    </message>
    <message>
      <source>Show images not finished yet</source>
      <translation>Noch nicht fertige Bilder zeigen</translation>
    </message>
    <message>
      <source>Previous to decide</source>
      <translation>Voriges unentschiedene</translation>
    </message>
    <message>
      <source>Scroll up</source>
      <translation>Hinauf rollen</translation>
    </message>
    <message>
      <source>Scroll down</source>
      <translation>Hinunter rollen</translation>
    </message>
    <message>
      <source>Go to number or name</source>
      <translation>Gehe zu Nummer oder Name</translation>
    </message>
    <message>
      <source>Accept the suggestion, next</source>
      <translation>Vorschlag annehmen, nächstes</translation>
    </message>
    <message>
      <source>100 %</source>
      <translation>100 %</translation>
    </message>
    <message>
      <source>Names and scores</source>
      <translation>Namen und Werte</translation>
    </message>
    <message>
      <source>Show or hide the film strip</source>
      <translation>Bildstreifen zeigen oder verbergen</translation>
    </message>
    <message>
      <source>Previous to finish</source>
      <translation>Voriges offene</translation>
    </message>
    <message>
      <source>Image is right: finish, next</source>
      <translation>Bild stimmt: fertig, nächstes</translation>
    </message>
    <message>
      <source>Select and move</source>
      <translation>Auswählen und bewegen</translation>
    </message>
    <message>
      <source>Box</source>
      <translation>Box</translation>
    </message>
    <message>
      <source>Rotated box</source>
      <translation>Gedrehte Box</translation>
    </message>
    <message>
      <source>Polygon</source>
      <translation>Polygon</translation>
    </message>
    <message>
      <source>Point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>The last tool again</source>
      <translation>Wieder das letzte Werkzeug</translation>
    </message>
    <message>
      <source>Complete the shape</source>
      <translation>Form abschließen</translation>
    </message>
    <message>
      <source>Take the last point back</source>
      <translation>Letzten Punkt zurücknehmen</translation>
    </message>
    <message>
      <source>One step back</source>
      <translation>Einen Schritt zurück</translation>
    </message>
    <message>
      <source>Set the label</source>
      <translation>Label setzen</translation>
    </message>
    <message>
      <source>Next shape</source>
      <translation>Nächste Form</translation>
    </message>
    <message>
      <source>Previous shape</source>
      <translation>Vorige Form</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Alles auswählen</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Paste the previous image's shapes</source>
      <translation>Formen des vorigen Bildes einfügen</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>Verdoppeln</translation>
    </message>
    <message>
      <source>Previous image, or nudge left</source>
      <translation>Voriges Bild oder nach links schieben</translation>
    </message>
    <message>
      <source>Next image, or nudge right</source>
      <translation>Nächstes Bild oder nach rechts schieben</translation>
    </message>
    <message>
      <source>Scroll, or nudge up</source>
      <translation>Rollen oder nach oben schieben</translation>
    </message>
    <message>
      <source>Scroll, or nudge down</source>
      <translation>Rollen oder nach unten schieben</translation>
    </message>
    <message>
      <source>Nudge 10 px left</source>
      <translation>10 px nach links schieben</translation>
    </message>
    <message>
      <source>Nudge 10 px right</source>
      <translation>10 px nach rechts schieben</translation>
    </message>
    <message>
      <source>Nudge 10 px up</source>
      <translation>10 px nach oben schieben</translation>
    </message>
    <message>
      <source>Nudge 10 px down</source>
      <translation>10 px nach unten schieben</translation>
    </message>
    <message>
      <source>Hide all shapes while held</source>
      <translation>Alle Formen verbergen, solange gedrückt</translation>
    </message>
    <message>
      <source>Hide or show all shapes</source>
      <translation>Alle Formen zeigen oder verbergen</translation>
    </message>
    <message>
      <source>Names</source>
      <translation>Namen</translation>
    </message>
    <message>
      <source>Outlines only</source>
      <translation>Nur Umrisse</translation>
    </message>
    <message>
      <source>Fit the selection</source>
      <translation>Auswahl einpassen</translation>
    </message>
    <message>
      <source>Magic wand</source>
      <translation>Zauberstab</translation>
    </message>
    <message>
      <source>Object in a box</source>
      <translation>Objekt in einer Box</translation>
    </message>
    <message>
      <source>Scissors along edges</source>
      <translation>Schere entlang der Kanten</translation>
    </message>
    <message>
      <source>Superpixel brush</source>
      <translation>Superpixel-Pinsel</translation>
    </message>
    <message>
      <source>Cut touching objects apart</source>
      <translation>Berührende Objekte trennen</translation>
    </message>
    <message>
      <source>Next open comment, on other images too</source>
      <translation>Nächster offener Kommentar, auch auf anderen Bildern</translation>
    </message>
    <message>
      <source>Approve the image</source>
      <translation>Bild freigeben</translation>
    </message>
    <message>
      <source>Return the image with a note</source>
      <translation>Bild mit einer Notiz zurückgeben</translation>
    </message>
    <message>
      <source>Next image to check</source>
      <translation>Nächstes Bild zum Prüfen</translation>
    </message>
    <message>
      <source>Label of the whole image</source>
      <translation>Label des ganzen Bildes</translation>
    </message>
    <message>
      <source>Brush</source>
      <translation>Pinsel</translation>
    </message>
    <message>
      <source>Eraser</source>
      <translation>Radierer</translation>
    </message>
    <message>
      <source>Fill a closed outline</source>
      <translation>Geschlossenen Umriss füllen</translation>
    </message>
    <message>
      <source>Lasso</source>
      <translation>Lasso</translation>
    </message>
    <message>
      <source>Smaller brush</source>
      <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
      <source>Larger brush</source>
      <translation>Größerer Pinsel</translation>
    </message>
    <message>
      <source>Split into parts</source>
      <translation>In Teile zerlegen</translation>
    </message>
    <message>
      <source>Smooth the mask</source>
      <translation>Die Maske glätten</translation>
    </message>
    <message>
      <source>Grow the mask by 1 px</source>
      <translation>Die Maske um 1 px wachsen lassen</translation>
    </message>
    <message>
      <source>Shrink the mask by 1 px</source>
      <translation>Die Maske um 1 px schrumpfen lassen</translation>
    </message>
    <message>
      <source>Turn masks into polygons</source>
      <translation>Masken in Polygone wandeln</translation>
    </message>
    <message>
      <source>Turn shapes into masks</source>
      <translation>Formen in Masken wandeln</translation>
    </message>
    <message>
      <source>Follow the shared border the other way round</source>
      <translation>Der gemeinsamen Grenze andersherum folgen</translation>
    </message>
    <message>
      <source>Cut along a line</source>
      <translation>Entlang einer Linie zerschneiden</translation>
    </message>
    <message>
      <source>Simplify polygons</source>
      <translation>Polygone vereinfachen</translation>
    </message>
    <message>
      <source>Hide or show what is selected</source>
      <translation>Gewähltes ein- oder ausblenden</translation>
    </message>
    <message>
      <source>Show all hidden objects</source>
      <translation>Alle ausgeblendeten Objekte zeigen</translation>
    </message>
    <message>
      <source>Partly hidden by something else</source>
      <translation>Teilweise von etwas anderem verdeckt</translation>
    </message>
    <message>
      <source>Reaches beyond the image</source>
      <translation>Reicht über das Bild hinaus</translation>
    </message>
    <message>
      <source>Hard to recognise</source>
      <translation>Schwer zu erkennen</translation>
    </message>
    <message>
      <source>Write a note on the object</source>
      <translation>Notiz zum Objekt schreiben</translation>
    </message>
    <message>
      <source>One step up</source>
      <translation>Eins nach oben</translation>
    </message>
    <message>
      <source>One step down</source>
      <translation>Eins nach unten</translation>
    </message>
    <message>
      <source>Select the whole group</source>
      <translation>Ganze Gruppe wählen</translation>
    </message>
    <message>
      <source>List of shapes in another order</source>
      <translation>Liste der Formen anders ordnen</translation>
    </message>
    <message>
      <source>Keep shapes for the next image, or not</source>
      <translation>Formen für das nächste Bild behalten oder nicht</translation>
    </message>
    <message>
      <source>Attributes of the label</source>
      <translation>Attribute des Labels</translation>
    </message>
    <message>
      <source>Reject the suggestion</source>
      <translation>Vorschlag ablehnen</translation>
    </message>
    <message>
      <source>Next suggestion, on other images too</source>
      <translation>Nächster Vorschlag, auch auf anderen Bildern</translation>
    </message>
    <message>
      <source>Previous suggestion</source>
      <translation>Voriger Vorschlag</translation>
    </message>
    <message>
      <source>Show less certain suggestions</source>
      <translation>Auch unsicherere Vorschläge zeigen</translation>
    </message>
    <message>
      <source>Show only more certain ones</source>
      <translation>Nur sicherere zeigen</translation>
    </message>
    <message>
      <source>Accept what is suggested here</source>
      <translation>Hier Vorgeschlagenes annehmen</translation>
    </message>
    <message>
      <source>Accept all suggestions above a score</source>
      <translation>Alle Vorschläge über einem Score annehmen</translation>
    </message>
    <message>
      <source>Carry to the next image</source>
      <translation>Ins nächste Bild tragen</translation>
    </message>
    <message>
      <source>Carry to the next 10 images</source>
      <translation>In die nächsten 10 Bilder tragen</translation>
    </message>
    <message>
      <source>Fill between key frames</source>
      <translation>Zwischen Schlüsselbildern ergänzen</translation>
    </message>
    <message>
      <source>Previous key frame of the object</source>
      <translation>Voriges Schlüsselbild des Objekts</translation>
    </message>
    <message>
      <source>Next key frame of the object</source>
      <translation>Nächstes Schlüsselbild des Objekts</translation>
    </message>
    <message>
      <source>Work this shape out again: no key frame</source>
      <translation>Diese Form wieder berechnen: kein Schlüsselbild</translation>
    </message>
    <message>
      <source>The object leaves after this image, or stays</source>
      <translation>Das Objekt geht nach diesem Bild, oder bleibt</translation>
    </message>
    <message>
      <source>Delete the object on all images</source>
      <translation>Das Objekt auf allen Bildern löschen</translation>
    </message>
    <message>
      <source>Brightness and contrast</source>
      <translation>Helligkeit und Kontrast</translation>
    </message>
    <message>
      <source>Contrast by what is seen</source>
      <translation>Kontrast nach dem Sichtbaren</translation>
    </message>
    <message>
      <source>Show the picture as it is</source>
      <translation>Bild zeigen, wie es ist</translation>
    </message>
    <message>
      <source>Cross hair</source>
      <translation>Fadenkreuz</translation>
    </message>
    <message>
      <source>Pixel grid when close</source>
      <translation>Pixelraster aus der Nähe</translation>
    </message>
    <message>
      <source>Previous image beside this one</source>
      <translation>Voriges Bild neben diesem</translation>
    </message>
    <message>
      <source>Accept this page</source>
      <translation>Diese Seite annehmen</translation>
    </message>
    <message>
      <source>Accept all above a score</source>
      <translation>Alle ab einem Wert annehmen</translation>
    </message>
    <message>
      <source>First</source>
      <translation>Erstes</translation>
    </message>
    <message>
      <source>Last</source>
      <translation>Letztes</translation>
    </message>
    <message>
      <source>Grid or single image</source>
      <translation>Raster oder einzelnes Bild</translation>
    </message>
    <message>
      <source>Show probably mislabelled images</source>
      <translation>Wohl falsch gelabelte Bilder zeigen</translation>
    </message>
    <message>
      <source>Pause or go on</source>
      <translation>Pause oder weiter</translation>
    </message>
    <message>
      <source>Discard the running one</source>
      <translation>Den laufenden verwerfen</translation>
    </message>
    <message>
      <source>Open the report</source>
      <translation>Bericht öffnen</translation>
    </message>
    <message>
      <source>Select a mask to erase from</source>
      <translation>Wählen Sie eine Maske aus, um darin zu radieren</translation>
    </message>
    <message>
      <source>This mask is locked; Ctrl+L unlocks it</source>
      <translation>Diese Maske ist gesperrt; Strg+L entsperrt sie</translation>
    </message>
    <message>
      <source>It has no neck at which it could be cut</source>
      <translation>Sie hat keine Engstelle, an der man sie schneiden könnte</translation>
    </message>
    <message>
      <source>Only polygons and masks can be cut apart</source>
      <translation>Nur Polygone und Masken lassen sich trennen</translation>
    </message>
    <message>
      <source>That mask is too large; cut it along a line first (Shift+K)</source>
      <translation>Diese Maske ist zu groß; zuerst entlang einer Linie zerschneiden (Umschalt+K)</translation>
    </message>
    <message>
      <source>There is no mask here whose outline could be filled</source>
      <translation>Hier ist keine Maske, deren Umriss gefüllt werden könnte</translation>
    </message>
    <message>
      <source>No closed outline of the selected mask lies around this place</source>
      <translation>Um diese Stelle liegt kein geschlossener Umriss der ausgewählten Maske</translation>
    </message>
    <message>
      <source>The selected mask has nothing here</source>
      <translation>Die ausgewählte Maske hat hier nichts</translation>
    </message>
    <message>
      <source>Fill a mask</source>
      <translation>Maske füllen</translation>
    </message>
    <message>
      <source>Take a part of a mask away</source>
      <translation>Teil einer Maske wegnehmen</translation>
    </message>
    <message>
      <source>Drawing</source>
      <translation>Zeichnen</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>Seite</translation>
    </message>
    <message>
      <source>Polygons</source>
      <translation>Polygone</translation>
    </message>
    <message>
      <source>Selection</source>
      <translation>Auswahl</translation>
    </message>
    <message>
      <source>Shapes</source>
      <translation>Formen</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeigen</translation>
    </message>
    <message>
      <source>Talk</source>
      <translation>Gespräch</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <source>Go</source>
      <translation>Gehe zu</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>Mean F1</source>
      <translation>Mittleres F1</translation>
    </message>
    <message>
      <source>Accuracy</source>
      <translation>Genauigkeit</translation>
    </message>
    <message>
      <source>Images as they are</source>
      <translation>Bilder, wie sie sind</translation>
    </message>
    <message>
      <source>Flips, small crops, light</source>
      <translation>Spiegeln, kleine Ausschnitte, Licht</translation>
    </message>
    <message>
      <source>Flips, larger crops, turns, colour, light</source>
      <translation>Spiegeln, größere Ausschnitte, Drehen, Farbe, Licht</translation>
    </message>
    <message>
      <source>all epochs done</source>
      <translation>alle Epochen fertig</translation>
    </message>
    <message>
      <source>no progress for some epochs</source>
      <translation>einige Epochen ohne Fortschritt</translation>
    </message>
    <message>
      <source>the time limit</source>
      <translation>die Zeitgrenze</translation>
    </message>
    <message>
      <source>stopped by hand</source>
      <translation>von Hand angehalten</translation>
    </message>
    <message>
      <source>Chosen by the number of labels</source>
      <translation>Nach der Zahl der Labels gewählt</translation>
    </message>
    <message>
      <source>Feature extraction: only the head learns</source>
      <translation>Merkmale nutzen: nur der Kopf lernt</translation>
    </message>
    <message>
      <source>Freeze all but the last stage</source>
      <translation>Alles einfrieren außer der letzten Stufe</translation>
    </message>
    <message>
      <source>Freeze all but the last 2 stages</source>
      <translation>Alles einfrieren außer den letzten 2 Stufen</translation>
    </message>
    <message>
      <source>Freeze all but the last 3 stages</source>
      <translation>Alles einfrieren außer den letzten 3 Stufen</translation>
    </message>
    <message>
      <source>Fine-tune all</source>
      <translation>Alles feinabstimmen</translation>
    </message>
    <message>
      <source>Mild: flips, small crops, light</source>
      <translation>Mild: Spiegeln, kleine Ausschnitte, Licht</translation>
    </message>
    <message>
      <source>Strong: also turns, colour, blur</source>
      <translation>Stark: auch Drehen, Farbe, Unschärfe</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>label</source>
      <translation>Label</translation>
    </message>
    <message>
      <source>labels</source>
      <translation>Labels</translation>
    </message>
    <message>
      <source>epoch</source>
      <translation>Epoche</translation>
    </message>
    <message>
      <source>epochs</source>
      <translation>Epochen</translation>
    </message>
    <message>
      <source>Features</source>
      <translation>Merkmale</translation>
    </message>
    <message>
      <source>Boundary cache</source>
      <translation>Zwischenspeicher</translation>
    </message>
    <message>
      <source>Test</source>
      <translation>Test</translation>
    </message>
    <message>
      <source>Better by {}</source>
      <translation>Besser um {}</translation>
    </message>
    <message>
      <source>Worse by {}</source>
      <translation>Schlechter um {}</translation>
    </message>
    <message>
      <source>Same, {}</source>
      <translation>Gleich, {}</translation>
    </message>
    <message>
      <source>starting</source>
      <translation>startet</translation>
    </message>
    <message>
      <source>running</source>
      <translation>läuft</translation>
    </message>
    <message>
      <source>paused</source>
      <translation>angehalten</translation>
    </message>
    <message>
      <source>done</source>
      <translation>fertig</translation>
    </message>
    <message>
      <source>failed</source>
      <translation>gescheitert</translation>
    </message>
    <message>
      <source>cancelled</source>
      <translation>verworfen</translation>
    </message>
    <message>
      <source>crashed</source>
      <translation>abgestürzt</translation>
    </message>
    <message>
      <source>Unsure: {a}</source>
      <translation>Unsicher: {a}</translation>
    </message>
    <message>
      <source>Unlike anything labelled yet</source>
      <translation>Anders als alles bisher Gelabelte</translation>
    </message>
    <message>
      <source>Typical of many images without a decision</source>
      <translation>Typisch für viele Bilder ohne Entscheidung</translation>
    </message>
    <message>
      <source>Fine-tune {network} on {n} labelled images</source>
      <translation>{network} an {n} gelabelten Bildern feinabstimmen</translation>
    </message>
    <message>
      <source>Train {network} from random weights on {n} labelled images</source>
      <translation>{network} mit zufälligen Gewichten an {n} gelabelten Bildern trainieren</translation>
    </message>
    <message>
      <source>Fine-tune {network}</source>
      <translation>{network} feinabstimmen</translation>
    </message>
    <message>
      <source>About {span} on this {processor}</source>
      <translation>Etwa {span} auf dieser {processor}</translation>
    </message>
    <message>
      <source>{low} to {high} s</source>
      <translation>{low} bis {high} s</translation>
    </message>
    <message>
      <source>{n} new decisions since the last run. {rest}</source>
      <translation>{n} neue Entscheidungen seit dem letzten Lauf. {rest}</translation>
    </message>
    <message>
      <source>The rarest label has {n} images to learn from. Below {limit}, fine-tuning seldom beats the instant learner; it takes over only if it is better on the same test images.</source>
      <translation>Das seltenste Label hat {n} Bilder zum Lernen. Unter {limit} schlägt Feinabstimmen den Sofortlerner selten; es übernimmt nur, wenn es auf denselben Testbildern besser ist.</translation>
    </message>
    <message>
      <source>A gain is possible; it takes over only if it is better on the same test images.</source>
      <translation>Ein Gewinn ist möglich; es übernimmt nur, wenn es auf denselben Testbildern besser ist.</translation>
    </message>
    <message>
      <source>Needs {labels} labels with {images} decided images each; now {now}</source>
      <translation>Braucht {labels} Labels mit je {images} entschiedenen Bildern; jetzt {now}</translation>
    </message>
    <message>
      <source>the rarest label has {n} images, below {limit}</source>
      <translation>das seltenste Label hat {n} Bilder, unter {limit}</translation>
    </message>
    <message>
      <source>the rarest label has {n} images</source>
      <translation>das seltenste Label hat {n} Bilder</translation>
    </message>
    <message>
      <source>every label has at least {n} images</source>
      <translation>jedes Label hat mindestens {n} Bilder</translation>
    </message>
    <message>
      <source>chosen by hand</source>
      <translation>von Hand gewählt</translation>
    </message>
    <message>
      <source>from random weights everything has to learn</source>
      <translation>bei zufälligen Gewichten muss alles lernen</translation>
    </message>
    <message>
      <source>Evened out: {label} counts {n} times</source>
      <translation>Ausgeglichen: {label} zählt {n}-mal</translation>
    </message>
    <message>
      <source>Test and validation images are those of the project's split</source>
      <translation>Test- und Validierungsbilder sind die der Aufteilung des Projekts</translation>
    </message>
    <message>
      <source>The project has no test and no validation images: a fifth is set aside for this run</source>
      <translation>Das Projekt hat keine Test- und keine Validierungsbilder: ein Fünftel wird für diesen Lauf beiseitegelegt</translation>
    </message>
    <message>
      <source>The project has no test images: a fifth is set aside for this run</source>
      <translation>Das Projekt hat keine Testbilder: ein Fünftel wird für diesen Lauf beiseitegelegt</translation>
    </message>
    <message>
      <source>The project has no validation images: a fifth is set aside for this run</source>
      <translation>Das Projekt hat keine Validierungsbilder: ein Fünftel wird für diesen Lauf beiseitegelegt</translation>
    </message>
    <message>
      <source>The instant learner makes the suggestions: you pinned it.</source>
      <translation>Der Sofortlerner macht die Vorschläge: Sie haben ihn angeheftet.</translation>
    </message>
    <message>
      <source>The instant learner makes the suggestions: no fine-tuning has been compared with it yet.</source>
      <translation>Der Sofortlerner macht die Vorschläge: noch wurde kein Feinabstimmen mit ihm verglichen.</translation>
    </message>
    <message>
      <source>The instant learner makes the suggestions: run {run} had too few test images to be compared.</source>
      <translation>Der Sofortlerner macht die Vorschläge: Lauf {run} hatte zu wenige Testbilder für einen Vergleich.</translation>
    </message>
    <message>
      <source>The instant learner makes the suggestions. Run {run} against it: {said}.</source>
      <translation>Der Sofortlerner macht die Vorschläge. Lauf {run} gegen ihn: {said}.</translation>
    </message>
    <message>
      <source>Run {run} makes the suggestions: you pinned it.</source>
      <translation>Lauf {run} macht die Vorschläge: Sie haben ihn angeheftet.</translation>
    </message>
    <message>
      <source>Run {run} makes the suggestions. Against the instant learner: {said}.</source>
      <translation>Lauf {run} macht die Vorschläge. Gegen den Sofortlerner: {said}.</translation>
    </message>
    <message>
      <source>Run {run} makes the suggestions. Against run {other}: {said}.</source>
      <translation>Lauf {run} macht die Vorschläge. Gegen Lauf {other}: {said}.</translation>
    </message>
    <message>
      <source>{file} was damaged ({fault}): the backup of {at} ({n} images, {decided} decided) was brought back. {rest}</source>
      <translation>{file} war beschädigt ({fault}): Die Sicherung vom {at} ({n} Bilder, {decided} entschieden) wurde zurückgeholt. {rest}</translation>
    </message>
    <message>
      <source>{file} was damaged ({fault}): {n} images ({decided} decided) were read from the damaged file, without its history. {rest}</source>
      <translation>{file} war beschädigt ({fault}): {n} Bilder ({decided} entschieden) wurden aus der beschädigten Datei gelesen, ohne ihren Verlauf. {rest}</translation>
    </message>
    <message>
      <source>{file} was damaged ({fault}): the backup of {at} ({n} images, {decided} decided) was brought back.</source>
      <translation>{file} war beschädigt ({fault}): Die Sicherung vom {at} ({n} Bilder, {decided} entschieden) wurde zurückgeholt.</translation>
    </message>
    <message>
      <source>The damaged file is kept as {path}.</source>
      <translation>Die beschädigte Datei bleibt als {path} erhalten.</translation>
    </message>
    <message>
      <source>it is gone</source>
      <translation>sie ist weg</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>sie ist leer</translation>
    </message>
    <message>
      <source>it does not begin like a database</source>
      <translation>sie beginnt nicht wie eine Datenbank</translation>
    </message>
    <message>
      <source>it ends after {n} of {total} pages</source>
      <translation>sie endet nach {n} von {total} Seiten</translation>
    </message>
    <message>
      <source>{folder} could not be opened: {fault}.</source>
      <translation>{folder} konnte nicht geöffnet werden: {fault}.</translation>
    </message>
    <message>
      <source>Features: {rest}</source>
      <translation>Merkmale: {rest}</translation>
    </message>
    <message>
      <source>{n} of {total}</source>
      <translation>{n} von {total}</translation>
    </message>
    <message>
      <source>{n} of {total}, {rate} per second</source>
      <translation>{n} von {total}, {rate} pro Sekunde</translation>
    </message>
    <message>
      <source>{n} of {total}, {rate} per second, {time} left</source>
      <translation>{n} von {total}, {rate} pro Sekunde, noch {time}</translation>
    </message>
    <message>
      <source>{n} of {total}, {time} left</source>
      <translation>{n} von {total}, noch {time}</translation>
    </message>
    <message>
      <source>There are no images yet.</source>
      <translation>Es gibt noch keine Bilder.</translation>
    </message>
    <message>
      <source>Suggestions have not been asked for yet.</source>
      <translation>Vorschläge wurden noch nicht angefordert.</translation>
    </message>
    <message>
      <source>The video's end is cut off: {n} s lack.</source>
      <translation>Das Ende des Videos ist abgeschnitten: {n} s fehlen.</translation>
    </message>
    <message>
      <source>Names all {n} tested images right</source>
      <translation>Benennt alle {n} getesteten Bilder richtig</translation>
    </message>
    <message>
      <source>Names {n} of {total} images ({low} to {high}) right</source>
      <translation>Benennt {n} von {total} Bildern ({low} bis {high}) richtig</translation>
    </message>
    <message>
      <source>Finds {n} of {total} {label} images ({low} to {high}) and nearly all others</source>
      <translation>Findet {n} von {total} Bildern mit {label} ({low} bis {high}) und fast alle anderen</translation>
    </message>
    <message>
      <source>Finds {n} of {total} {label} images ({low} to {high}), {alarms}</source>
      <translation>Findet {n} von {total} Bildern mit {label} ({low} bis {high}), {alarms}</translation>
    </message>
    <message>
      <source>no false alarm in {n} images</source>
      <translation>kein Fehlalarm in {n} Bildern</translation>
    </message>
    <message>
      <source>1 false alarm per {n} images</source>
      <translation>1 Fehlalarm je {n} Bilder</translation>
    </message>
    <message>
      <source>{n} false alarms per 100 images</source>
      <translation>{n} Fehlalarme je 100 Bilder</translation>
    </message>
    <message>
      <source>Good for sorting and for counting.</source>
      <translation>Gut zum Sortieren und zum Zählen.</translation>
    </message>
    <message>
      <source>Good for sorting; for counting, test more images first.</source>
      <translation>Gut zum Sortieren; zum Zählen zuerst mehr Bilder testen.</translation>
    </message>
    <message>
      <source>Good for sorting, not yet for counting {label}.</source>
      <translation>Gut zum Sortieren, noch nicht zum Zählen von {label}.</translation>
    </message>
    <message>
      <source>Good for a first sorting; look at {label} yourself.</source>
      <translation>Gut zum Vorsortieren; {label} selbst ansehen.</translation>
    </message>
    <message>
      <source>Good for suggestions only: look at every image.</source>
      <translation>Nur für Vorschläge gut: jedes Bild ansehen.</translation>
    </message>
    <message>
      <source>Too few tested to say anything: {labels}.</source>
      <translation>Zu wenige getestet, um etwas zu sagen: {labels}.</translation>
    </message>
    <message>
      <source>1 in {n} {label} images is called {other}.</source>
      <translation>1 von {n} Bildern mit {label} wird {other} genannt.</translation>
    </message>
    <message>
      <source>{n} more {label} would help most.</source>
      <translation>{n} weitere {label} würden am meisten helfen.</translation>
    </message>
    <message>
      <source>Of the shapes, {gone} would become {new}.</source>
      <translation>Von den Formen würden {gone} zu {new}.</translation>
    </message>
    <message>
      <source>Of the shapes, {gone} would be left out.</source>
      <translation>Von den Formen würden {gone} ausgelassen.</translation>
    </message>
    <message>
      <source>Of what is said about shapes, {lost} would be lost.</source>
      <translation>Von dem, was über Formen gesagt ist, gingen {lost} verloren.</translation>
    </message>
    <message>
      <source>{n} images with nothing on them could not be told from unseen ones.</source>
      <translation>{n} Bilder, auf denen nichts ist, wären nicht von ungesehenen zu unterscheiden.</translation>
    </message>
    <message>
      <source>{n} labels of whole images beside shapes may be lost.</source>
      <translation>{n} Labels ganzer Bilder neben Formen können verloren gehen.</translation>
    </message>
    <message>
      <source>{n} boxes</source>
      <translation>{n} Boxen</translation>
    </message>
    <message>
      <source>{n} rotated boxes</source>
      <translation>{n} gedrehte Boxen</translation>
    </message>
    <message>
      <source>{n} polygons</source>
      <translation>{n} Polygone</translation>
    </message>
    <message>
      <source>{n} points</source>
      <translation>{n} Punkte</translation>
    </message>
    <message>
      <source>{n} masks</source>
      <translation>{n} Masken</translation>
    </message>
    <message>
      <source>{n} attributes</source>
      <translation>{n} Attribute</translation>
    </message>
    <message>
      <source>{n} notes</source>
      <translation>{n} Notizen</translation>
    </message>
    <message>
      <source>{n} groups</source>
      <translation>{n} Gruppen</translation>
    </message>
    <message>
      <source>{n} marks as {mark}</source>
      <translation>{n} Kennzeichen als {mark}</translation>
    </message>
    <message>
      <source>all {n} frames</source>
      <translation>alle {n} Einzelbilder</translation>
    </message>
    <message>
      <source>every {k}th of {n} frames ({rate} a second)</source>
      <translation>jedes {k}. von {n} Einzelbildern ({rate} pro Sekunde)</translation>
    </message>
    <message>
      <source>every {k}th of {n} frames</source>
      <translation>jedes {k}. von {n} Einzelbildern</translation>
    </message>
    <message>
      <source>every {k}st of {n} frames ({rate} a second)</source>
      <translation>jedes {k}. von {n} Einzelbildern ({rate} pro Sekunde)</translation>
    </message>
    <message>
      <source>every {k}st of {n} frames</source>
      <translation>jedes {k}. von {n} Einzelbildern</translation>
    </message>
    <message>
      <source>every {k}nd of {n} frames ({rate} a second)</source>
      <translation>jedes {k}. von {n} Einzelbildern ({rate} pro Sekunde)</translation>
    </message>
    <message>
      <source>every {k}nd of {n} frames</source>
      <translation>jedes {k}. von {n} Einzelbildern</translation>
    </message>
    <message>
      <source>every {k}rd of {n} frames ({rate} a second)</source>
      <translation>jedes {k}. von {n} Einzelbildern ({rate} pro Sekunde)</translation>
    </message>
    <message>
      <source>every {k}rd of {n} frames</source>
      <translation>jedes {k}. von {n} Einzelbildern</translation>
    </message>
    <message>
      <source>Copy it again from where it came.</source>
      <translation>Noch einmal vom Ursprung kopieren.</translation>
    </message>
    <message>
      <source>Save it as JPEG, PNG or TIFF.</source>
      <translation>Als JPEG, PNG oder TIFF speichern.</translation>
    </message>
    <message>
      <source>Save it as PNG.</source>
      <translation>Als PNG speichern.</translation>
    </message>
    <message>
      <source>Save it as PNG first.</source>
      <translation>Erst als PNG speichern.</translation>
    </message>
    <message>
      <source>Save its pages as PNG first.</source>
      <translation>Erst seine Seiten als PNG speichern.</translation>
    </message>
    <message>
      <source>Save it again with an image program.</source>
      <translation>Mit einem Bildprogramm neu speichern.</translation>
    </message>
    <message>
      <source>Download the picture again.</source>
      <translation>Das Bild noch einmal herunterladen.</translation>
    </message>
    <message>
      <source>Cut it into smaller pictures, or save a smaller copy.</source>
      <translation>In kleinere Bilder teilen oder eine kleinere Kopie speichern.</translation>
    </message>
    <message>
      <source>Was it moved? Find missing files, in the menu File, looks for it.</source>
      <translation>Wurde es verschoben? „Fehlende Dateien suchen“ im Menü Datei sucht danach.</translation>
    </message>
    <message>
      <source>the value {n}</source>
      <translation>Wert {n}</translation>
    </message>
    <message>
      <source>the colour {colour}</source>
      <translation>Farbe {colour}</translation>
    </message>
    <message>
      <source>the other masks</source>
      <translation>die anderen Masken</translation>
    </message>
    <message>
      <source>{n} annotation</source>
      <translation>{n} Annotation</translation>
    </message>
    <message>
      <source>{n} annotations</source>
      <translation>{n} Annotationen</translation>
    </message>
    <message>
      <source>{recognised}, and looks like {others} as well</source>
      <translation>{recognised}, und sieht auch nach {others} aus</translation>
    </message>
    <message>
      <source>COCO in {file}: {n} shapes on {total} images.</source>
      <translation>COCO in {file}: {n} Formen auf {total} Bildern.</translation>
    </message>
    <message>
      <source>COCO results in {file} on images of {other}: {n} rows.</source>
      <translation>COCO-Ergebnisse in {file} zu Bildern aus {other}: {n} Zeilen.</translation>
    </message>
    <message>
      <source>COCO results in {file}: {n} rows.</source>
      <translation>COCO-Ergebnisse in {file}: {n} Zeilen.</translation>
    </message>
    <message>
      <source>CVAT in {file}: {n} shapes on {total} images.</source>
      <translation>CVAT in {file}: {n} Formen auf {total} Bildern.</translation>
    </message>
    <message>
      <source>Datumaro in {file}: {n} shapes on {total} images.</source>
      <translation>Datumaro in {file}: {n} Formen auf {total} Bildern.</translation>
    </message>
    <message>
      <source>Label Studio in {file}: {n} shapes on {total} images.</source>
      <translation>Label Studio in {file}: {n} Formen auf {total} Bildern.</translation>
    </message>
    <message>
      <source>VIA in {file}: {n} shapes on {total} images.</source>
      <translation>VIA in {file}: {n} Formen auf {total} Bildern.</translation>
    </message>
    <message>
      <source>{n} files</source>
      <translation>{n} Dateien</translation>
    </message>
    <message>
      <source>Pascal VOC in {n} XML files: {total} boxes.</source>
      <translation>Pascal VOC in {n} XML-Dateien: {total} Boxen.</translation>
    </message>
    <message>
      <source>KITTI in {n} text files: {total} boxes.</source>
      <translation>KITTI in {n} Textdateien: {total} Boxen.</translation>
    </message>
    <message>
      <source>labelme in {n} files: {total} shapes.</source>
      <translation>labelme in {n} Dateien: {total} Formen.</translation>
    </message>
    <message>
      <source>Open Images in {n} tables: {total} shapes.</source>
      <translation>Open Images in {n} Tabellen: {total} Formen.</translation>
    </message>
    <message>
      <source>YOLO in {n} text files, {what}, classes from {file}.</source>
      <translation>YOLO in {n} Textdateien, {what}, Klassen aus {file}.</translation>
    </message>
    <message>
      <source>{n} boxes and {total} polygons</source>
      <translation>{n} Boxen und {total} Polygone</translation>
    </message>
    <message>
      <source>YOLO's folders of classes: {n} labels of whole images.</source>
      <translation>YOLOs Ordner von Klassen: {n} Labels ganzer Bilder.</translation>
    </message>
    <message>
      <source>{n} masks with the labels of {file}.</source>
      <translation>{n} Masken mit den Labels aus {file}.</translation>
    </message>
    <message>
      <source>{n} masks with labels named by their values.</source>
      <translation>{n} Masken mit Labels, die nach ihren Werten heißen.</translation>
    </message>
    <message>
      <source>{n} folders give the labels of {total} images.</source>
      <translation>{n} Ordner geben die Labels von {total} Bildern.</translation>
    </message>
    <message>
      <source>{n} folders in {names} give the labels of {total} images.</source>
      <translation>{n} Ordner in {names} geben die Labels von {total} Bildern.</translation>
    </message>
    <message>
      <source>{file} has one column per label: {n} labels for {total} images.</source>
      <translation>{file} hat eine Spalte je Label: {n} Labels für {total} Bilder.</translation>
    </message>
    <message>
      <source>{file} has a column of labels: {n} labels for {total} images.</source>
      <translation>{file} hat eine Spalte der Labels: {n} Labels für {total} Bilder.</translation>
    </message>
    <message>
      <source>{n} shapes reached beyond their picture and were cut at its border.</source>
      <translation>{n} Formen reichten über ihr Bild hinaus und wurden an dessen Rand abgeschnitten.</translation>
    </message>
    <message>
      <source>{n} pictures have another size than the labels say; their shapes were not scaled. For example {example}.</source>
      <translation>{n} Bilder haben eine andere Größe, als die Labels sagen; ihre Formen wurden nicht skaliert. Zum Beispiel {example}.</translation>
    </message>
    <message>
      <source>{n} pictures are stored turned, and the labels were made before turning; their shapes were turned. For example {example}.</source>
      <translation>{n} Bilder sind gedreht gespeichert, und die Labels entstanden vor dem Drehen; ihre Formen wurden gedreht. Zum Beispiel {example}.</translation>
    </message>
    <message>
      <source>{name}: {n} x {total}, the picture {low} x {high}</source>
      <translation>{name}: {n} x {total}, das Bild {low} x {high}</translation>
    </message>
    <message>
      <source>Numbers of groups or of the order of drawing that are far too large were left out.</source>
      <translation>Nummern von Gruppen oder der Zeichenreihenfolge, die viel zu groß sind, fielen weg.</translation>
    </message>
    <message>
      <source>Key points are points of one group with the object's box or mask; the lines between them are not kept.</source>
      <translation>Schlüsselpunkte sind Punkte einer Gruppe mit der Box oder Maske des Objekts; die Linien dazwischen bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>The key points of poses are not read; the boxes before them are.</source>
      <translation>Die Schlüsselpunkte von Posen werden nicht gelesen, nur die Boxen davor.</translation>
    </message>
    <message>
      <source>Every polygon is a rectangle with four corners: they were read as rotated boxes.</source>
      <translation>Jedes Polygon ist ein Rechteck mit vier Ecken: Sie wurden als gedrehte Boxen gelesen.</translation>
    </message>
    <message>
      <source>{n} pictures have no text file: nobody has looked at them; they were left out.</source>
      <translation>{n} Bilder haben keine Textdatei: Niemand hat sie angesehen; sie fielen weg.</translation>
    </message>
    <message>
      <source>{n} pictures have no mask: nobody has looked at them; left out.</source>
      <translation>{n} Bilder haben keine Maske: Niemand hat sie angesehen; ausgelassen.</translation>
    </message>
    <message>
      <source>Nothing in {place} names the classes; the label files hold only their numbers.</source>
      <translation>Nichts in {place} nennt die Klassen; die Labeldateien enthalten nur ihre Nummern.</translation>
    </message>
    <message>
      <source>{file} says nc: {n} but names {total} classes; the names count.</source>
      <translation>{file} sagt nc: {n}, nennt aber {total} Klassen; es gelten die Namen.</translation>
    </message>
    <message>
      <source>{n} files were read as counting pixels from 1, as the VOC devkit does (edges were moved by one pixel).</source>
      <translation>{n} Dateien wurden so gelesen, dass Pixel ab 1 zählen wie im VOC-Devkit (Kanten wurden um ein Pixel verschoben).</translation>
    </message>
    <message>
      <source>{n} files were read as counting pixels from 0, as labelImg does.</source>
      <translation>{n} Dateien wurden so gelesen, dass Pixel ab 0 zählen, wie labelImg es tut.</translation>
    </message>
    <message>
      <source>Files hold {what}, which are not read.</source>
      <translation>Dateien enthalten {what}; das wird nicht gelesen.</translation>
    </message>
    <message>
      <source>parts of objects</source>
      <translation>Teile von Objekten</translation>
    </message>
    <message>
      <source>The masks hold 0 and 255 only: 255 is the object.</source>
      <translation>Die Masken enthalten nur 0 und 255: 255 ist das Objekt.</translation>
    </message>
    <message>
      <source>The masks are black and white with greys in between, as from shrinking; from 128 on it is the object.</source>
      <translation>Die Masken sind schwarzweiß mit Grautönen dazwischen, wie vom Verkleinern; ab 128 ist es das Objekt.</translation>
    </message>
    <message>
      <source>In {n} masks the objects are numbered.</source>
      <translation>In {n} Masken sind die Objekte nummeriert.</translation>
    </message>
    <message>
      <source>{n} pixels have a label, but belong to none of its numbered objects; left out.</source>
      <translation>{n} Pixel haben ein Label, gehören aber zu keinem seiner nummerierten Objekte; ausgelassen.</translation>
    </message>
    <message>
      <source>In {n} masks nothing tells objects apart: each connected piece of a label became one, and objects that touch are one.</source>
      <translation>In {n} Masken trennt nichts die Objekte: Jedes zusammenhängende Stück eines Labels wurde eines; Objekte, die sich berühren, sind eines.</translation>
    </message>
    <message>
      <source>Labels in more than {n} pieces on a picture stayed one mask: {names}.</source>
      <translation>Labels in mehr als {n} Stücken auf einem Bild blieben eine Maske: {names}.</translation>
    </message>
    <message>
      <source>{n} pixels are void (neither of a label nor background); left out.</source>
      <translation>{n} Pixel sind leer (weder Label noch Hintergrund); ausgelassen.</translation>
    </message>
    <message>
      <source>Predictions of models were not read, only what people annotated.</source>
      <translation>Vorhersagen von Modellen wurden nicht gelesen, nur was Menschen annotiert haben.</translation>
    </message>
    <message>
      <source>{file} has tasks that several people annotated; all of their shapes went in, and the attribute annotation tells them apart.</source>
      <translation>{file} hat Aufgaben, die mehrere Personen annotiert haben; alle ihre Formen kamen herein, das Attribut annotation unterscheidet sie.</translation>
    </message>
    <message>
      <source>Predictions of models were not read, only what people annotated; the option results=predictions reads them.</source>
      <translation>Vorhersagen von Modellen wurden nicht gelesen, nur was Menschen annotiert haben; die Auswahl „Von einem Modell“ liest sie.</translation>
    </message>
    <message>
      <source>relation between two regions</source>
      <translation>Beziehung zwischen zwei Regionen</translation>
    </message>
    <message>
      <source>stretch of time</source>
      <translation>Zeitabschnitt</translation>
    </message>
    <message>
      <source>Relations between regions are not read.</source>
      <translation>Beziehungen zwischen Regionen werden nicht gelesen.</translation>
    </message>
    <message>
      <source>What was said about whole images with {kind} is not read.</source>
      <translation>Was über ganze Bilder mit {kind} gesagt wurde, wird nicht gelesen.</translation>
    </message>
    <message>
      <source>{file} says of no region what it is; all got the label {label}.</source>
      <translation>{file} sagt von keiner Region, was sie ist; alle bekamen das Label {label}.</translation>
    </message>
    <message>
      <source>The shapes of tracks go to the frames that the file lists; frames between are filled by Fill between key frames.</source>
      <translation>Die Formen von Spuren gehen an die Einzelbilder, die die Datei aufführt; die dazwischen füllt „Zwischen Schlüsselbildern ausfüllen“.</translation>
    </message>
    <message>
      <source>{n} rows say that a label is not in an image; those were not kept.</source>
      <translation>{n} Zeilen sagen, dass ein Label nicht im Bild ist; sie wurden nicht übernommen.</translation>
    </message>
    <message>
      <source>{n} images are marked to be shown turned; they were left as they are.</source>
      <translation>{n} Bilder sollen laut Markierung gedreht gezeigt werden; sie blieben, wie sie sind.</translation>
    </message>
    <message>
      <source>Labels that programs gave are not read: {names}.</source>
      <translation>Labels, die Programme vergeben haben, werden nicht gelesen: {names}.</translation>
    </message>
    <message>
      <source>{n} classes have no name and keep their machine id, like {example}.</source>
      <translation>{n} Klassen haben keinen Namen und behalten ihre Kennung, etwa {example}.</translation>
    </message>
    <message>
      <source>{file} holds boxes; only their labels are read, as labels of the whole image.</source>
      <translation>{file} enthält Boxen; nur ihre Labels werden gelesen, als Labels des ganzen Bildes.</translation>
    </message>
    <message>
      <source>{file} has columns that are not read: {names}.</source>
      <translation>{file} hat Spalten, die nicht gelesen werden: {names}.</translation>
    </message>
    <message>
      <source>{file} was read as UTF-16.</source>
      <translation>{file} wurde als UTF-16 gelesen.</translation>
    </message>
    <message>
      <source>{file} is not UTF-8; it was read as latin-1. Check umlauts and accents.</source>
      <translation>{file} ist kein UTF-8; als latin-1 gelesen. Umlaute und Akzente prüfen.</translation>
    </message>
    <message>
      <source>{file} has the unknown split {name} (train, val and test are known).</source>
      <translation>{file} hat die unbekannte Aufteilung {name} (bekannt sind train, val und test).</translation>
    </message>
    <message>
      <source>Labels that differ only in upper and lower case: {names}.</source>
      <translation>Labels, die sich nur in Groß- und Kleinschreibung unterscheiden: {names}.</translation>
    </message>
    <message>
      <source>Folders without a picture: {names}.</source>
      <translation>Ordner ohne Bild: {names}.</translation>
    </message>
    <message>
      <source>{n} images have no labels that could be taken, and nothing says that they are empty; they stay undecided. `--empty finished` takes them as reviewed, with nothing on them.</source>
      <translation>{n} Bilder haben keine Labels, die sich übernehmen ließen, und nichts sagt, dass sie leer sind; sie bleiben unentschieden. `--empty finished` nimmt sie als fertig, mit nichts darauf.</translation>
    </message>
    <message>
      <source>{n} shapes have scores, as from a model; taken as annotations, the scores are lost. `--as suggestions` proposes them for review instead.</source>
      <translation>{n} Formen haben Scores, wie von einem Modell; als Annotationen verlieren sie ihre Scores. `--as suggestions` schlägt sie stattdessen vor.</translation>
    </message>
    <message>
      <source>{n} finished images got no suggestions. `--on-conflict update` suggests shapes on them too; their annotations stay as they are.</source>
      <translation>{n} fertige Bilder bekamen keine Vorschläge. `--on-conflict update` schlägt auch auf ihnen Formen vor; ihre Annotationen bleiben, wie sie sind.</translation>
    </message>
    <message>
      <source>The option {name}={value} of {format} holds, as chosen before (`--option {other}={usual}` for the usual way).</source>
      <translation>Die Option {name}={value} von {format} gilt wie früher gewählt (`--option {other}={usual}` für das Übliche).</translation>
    </message>
    <message>
      <source>{file} holds no COCO file.</source>
      <translation>{file} enthält keine COCO-Datei.</translation>
    </message>
    <message>
      <source>{file} holds no results.</source>
      <translation>{file} enthält keine Ergebnisse.</translation>
    </message>
    <message>
      <source>{file} holds results; nothing beside it says which images and categories their numbers mean.</source>
      <translation>{file} enthält Ergebnisse; nichts daneben sagt, welche Bilder und Kategorien ihre Nummern meinen.</translation>
    </message>
    <message>
      <source>{file} holds no file of {tool}'s.</source>
      <translation>{file} enthält keine Datei von {tool}.</translation>
    </message>
    <message>
      <source>{file} holds no labelme file.</source>
      <translation>{file} enthält keine labelme-Datei.</translation>
    </message>
    <message>
      <source>{file} holds no export of {tool}'s.</source>
      <translation>{file} enthält keinen Export von {tool}.</translation>
    </message>
    <message>
      <source>{file} holds no tasks with annotations.</source>
      <translation>{file} enthält keine Aufgaben mit Annotationen.</translation>
    </message>
    <message>
      <source>{file} holds no masks.</source>
      <translation>{file} enthält keine Masken.</translation>
    </message>
    <message>
      <source>{file} holds no XML file.</source>
      <translation>{file} enthält keine XML-Datei.</translation>
    </message>
    <message>
      <source>{file} holds no {name} with text files.</source>
      <translation>{file} enthält kein {name} mit Textdateien.</translation>
    </message>
    <message>
      <source>{file} holds no labels of whole images, and this is a {task} project.</source>
      <translation>{file} enthält keine Labels ganzer Bilder, und dieses Projekt ist für {task}.</translation>
    </message>
    <message>
      <source>{file} holds labels of whole images, and this is a {task} project.</source>
      <translation>{file} enthält Labels ganzer Bilder, und dieses Projekt ist für {task}.</translation>
    </message>
    <message>
      <source>This is a {task} project; only shapes can be imported as suggestions.</source>
      <translation>Dieses Projekt ist für {task}; nur Formen lassen sich als Vorschläge importieren.</translation>
    </message>
    <message>
      <source>A {task} project cannot be written as {format}.</source>
      <translation>Ein Projekt für {task} lässt sich nicht als {format} schreiben.</translation>
    </message>
    <message>
      <source>{file} holds more than it says.</source>
      <translation>{file} enthält mehr, als es sagt.</translation>
    </message>
    <message>
      <source>{file} holds {n} files, more than {limit}.</source>
      <translation>{file} enthält {n} Dateien, mehr als {limit}.</translation>
    </message>
    <message>
      <source>{file} would grow from {n} to {total} bytes; it was not unpacked.</source>
      <translation>{file} würde von {n} auf {total} Bytes wachsen; es wurde nicht ausgepackt.</translation>
    </message>
    <message>
      <source>{file} needs {n} bytes to be unpacked, and {total} are free.</source>
      <translation>{file} braucht ausgepackt {n} Bytes, und {total} sind frei.</translation>
    </message>
    <message>
      <source>{file} is a damaged archive.</source>
      <translation>{file} ist ein beschädigtes Archiv.</translation>
    </message>
    <message>
      <source>{file} is encrypted.</source>
      <translation>{file} ist verschlüsselt.</translation>
    </message>
    <message>
      <source>{file} cannot be unpacked: {why}.</source>
      <translation>{file} kann nicht ausgepackt werden: {why}.</translation>
    </message>
    <message>
      <source>{file} has no list of images.</source>
      <translation>{file} hat keine Liste von Bildern.</translation>
    </message>
    <message>
      <source>{file} has no list of items.</source>
      <translation>{file} hat keine Liste von Einträgen.</translation>
    </message>
    <message>
      <source>{file} has no list of shapes.</source>
      <translation>{file} hat keine Liste von Formen.</translation>
    </message>
    <message>
      <source>{file} has no images with regions.</source>
      <translation>{file} hat keine Bilder mit Regionen.</translation>
    </message>
    <message>
      <source>{file} has no columns of VIA's.</source>
      <translation>{file} hat keine Spalten von VIA.</translation>
    </message>
    <message>
      <source>{file} has no row of KITTI's 15 columns.</source>
      <translation>{file} hat keine Zeile mit KITTIs 15 Spalten.</translation>
    </message>
    <message>
      <source>{file} has no pictures in sub-folders.</source>
      <translation>{file} hat keine Bilder in Unterordnern.</translation>
    </message>
    <message>
      <source>{file} has more than {n} MB.</source>
      <translation>{file} hat mehr als {n} MB.</translation>
    </message>
    <message>
      <source>{file} has a document type with entities, which label files have no need of; it was not read.</source>
      <translation>{file} hat einen Dokumenttyp mit Entitäten, die Labeldateien nicht brauchen; es wurde nicht gelesen.</translation>
    </message>
    <message>
      <source>{file} is no XML that can be read.</source>
      <translation>{file} ist kein lesbares XML.</translation>
    </message>
    <message>
      <source>{file} is no XML that can be read: {why}.</source>
      <translation>{file} ist kein lesbares XML: {why}.</translation>
    </message>
    <message>
      <source>{file} is no JSON: line {n}, {why}.</source>
      <translation>{file} ist kein JSON: Zeile {n}, {why}.</translation>
    </message>
    <message>
      <source>{file} is no JSON that can be read.</source>
      <translation>{file} ist kein lesbares JSON.</translation>
    </message>
    <message>
      <source>{file} is no YAML that can be read.</source>
      <translation>{file} ist kein lesbares YAML.</translation>
    </message>
    <message>
      <source>{file} is no data.yaml.</source>
      <translation>{file} ist keine data.yaml.</translation>
    </message>
    <message>
      <source>{file} is XML of another kind: {tag}.</source>
      <translation>{file} ist XML anderer Art: {tag}.</translation>
    </message>
    <message>
      <source>{file} is too large for a description of a data set.</source>
      <translation>{file} ist zu groß für die Beschreibung eines Datensatzes.</translation>
    </message>
    <message>
      <source>{file} is too large for a table of classes.</source>
      <translation>{file} ist zu groß für eine Tabelle von Klassen.</translation>
    </message>
    <message>
      <source>{file} is empty.</source>
      <translation>{file} ist leer.</translation>
    </message>
    <message>
      <source>{file} is not a text file.</source>
      <translation>{file} ist keine Textdatei.</translation>
    </message>
    <message>
      <source>{file} is not an empty folder.</source>
      <translation>{file} ist kein leerer Ordner.</translation>
    </message>
    <message>
      <source>{file} is in no label format that is known here.</source>
      <translation>{file} hat kein Labelformat, das hier bekannt ist.</translation>
    </message>
    <message>
      <source>{file} cannot be read: {why}.</source>
      <translation>{file} kann nicht gelesen werden: {why}.</translation>
    </message>
    <message>
      <source>{file} cannot be opened: {why}.</source>
      <translation>{file} kann nicht geöffnet werden: {why}.</translation>
    </message>
    <message>
      <source>The trial cannot be written: {why}.</source>
      <translation>Die Probe kann nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
      <source>{file} cannot be written: {why}.</source>
      <translation>{file} kann nicht geschrieben werden: {why}.</translation>
    </message>
    <message>
      <source>{file} names a file; with pictures the destination is a folder.</source>
      <translation>{file} nennt eine Datei; mit Bildern ist das Ziel ein Ordner.</translation>
    </message>
    <message>
      <source>{file}, line {n}: no column with pictures is found.</source>
      <translation>{file}, Zeile {n}: Keine Spalte mit Bildern gefunden.</translation>
    </message>
    <message>
      <source>{file}, line {n}: no column with labels is found.</source>
      <translation>{file}, Zeile {n}: Keine Spalte mit Labels gefunden.</translation>
    </message>
    <message>
      <source>{file}, line {n}: {why}.</source>
      <translation>{file}, Zeile {n}: {why}.</translation>
    </message>
    <message>
      <source>None of the tables could be read.</source>
      <translation>Keine der Tabellen war lesbar.</translation>
    </message>
    <message>
      <source>An ImageFolder consists of its pictures.</source>
      <translation>Ein ImageFolder besteht aus seinen Bildern.</translation>
    </message>
    <message>
      <source>A task of a video holds one video, and these images are of several.</source>
      <translation>Eine Video-Aufgabe hält ein Video, und diese Bilder sind aus mehreren.</translation>
    </message>
    <message>
      <source>There is nothing to export yet.</source>
      <translation>Es gibt noch nichts zu exportieren.</translation>
    </message>
    <message>
      <source>There is no label format {name}.</source>
      <translation>Es gibt kein Labelformat {name}.</translation>
    </message>
    <message>
      <source>The format {format} has no option {name} here.</source>
      <translation>Das Format {format} hat hier keine Option {name}.</translation>
    </message>
    <message>
      <source>The option {name} of {format} is not {value}.</source>
      <translation>Die Option {name} von {format} ist nicht {value}.</translation>
    </message>
    <message>
      <source>Decide some images first, or include those that are not decided.</source>
      <translation>Erst einige Bilder entscheiden oder die unentschiedenen mitnehmen.</translation>
    </message>
    <message>
      <source>Stopped before it was finished.</source>
      <translation>Abgebrochen, bevor es fertig war.</translation>
    </message>
    <message>
      <source>Check the path.</source>
      <translation>Den Pfad prüfen.</translation>
    </message>
    <message>
      <source>Split the file.</source>
      <translation>Die Datei teilen.</translation>
    </message>
    <message>
      <source>Split the table.</source>
      <translation>Die Tabelle teilen.</translation>
    </message>
    <message>
      <source>Remove the DOCTYPE if you trust the file.</source>
      <translation>Den DOCTYPE entfernen, falls Sie der Datei trauen.</translation>
    </message>
    <message>
      <source>Name the JSON file itself.</source>
      <translation>Die JSON-Datei selbst nennen.</translation>
    </message>
    <message>
      <source>Name the JSON or CSV file itself.</source>
      <translation>Die JSON- oder CSV-Datei selbst nennen.</translation>
    </message>
    <message>
      <source>Name the folder with the JSON files.</source>
      <translation>Den Ordner mit den JSON-Dateien nennen.</translation>
    </message>
    <message>
      <source>Name the folder with the tables.</source>
      <translation>Den Ordner mit den Tabellen nennen.</translation>
    </message>
    <message>
      <source>Name the folder with the masks, or with both.</source>
      <translation>Den Ordner mit den Masken nennen oder den mit beiden.</translation>
    </message>
    <message>
      <source>Name the folder with {name}.</source>
      <translation>Den Ordner mit {name} nennen.</translation>
    </message>
    <message>
      <source>Name the folder that holds labels/ and images/.</source>
      <translation>Den Ordner nennen, der labels/ und images/ enthält.</translation>
    </message>
    <message>
      <source>Name the XML file, or the folder with Annotations/.</source>
      <translation>Die XML-Datei nennen oder den Ordner mit Annotations/.</translation>
    </message>
    <message>
      <source>Name the file with the images: --option instances=FILE.json.</source>
      <translation>Die Datei mit den Bildern nennen: --option instances=DATEI.json.</translation>
    </message>
    <message>
      <source>Name the format: {names}.</source>
      <translation>Das Format nennen: {names}.</translation>
    </message>
    <message>
      <source>Name the columns, for example path,label,split. Found: {names}.</source>
      <translation>Die Spalten benennen, zum Beispiel path,label,split. Gefunden: {names}.</translation>
    </message>
    <message>
      <source>Name it label. Found: {names}.</source>
      <translation>Sie label nennen. Gefunden: {names}.</translation>
    </message>
    <message>
      <source>Add one: path,label.</source>
      <translation>Eine hinzufügen: path,label.</translation>
    </message>
    <message>
      <source>It is the file with the images of the results.</source>
      <translation>Gemeint ist die Datei mit den Bildern der Ergebnisse.</translation>
    </message>
    <message>
      <source>Is it {tool}'s format?</source>
      <translation>Ist es das Format von {tool}?</translation>
    </message>
    <message>
      <source>CVAT's begins with &lt;annotations&gt;.</source>
      <translation>Das von CVAT beginnt mit &lt;annotations&gt;.</translation>
    </message>
    <message>
      <source>Export JSON, not JSON-MIN.</source>
      <translation>JSON exportieren, nicht JSON-MIN.</translation>
    </message>
    <message>
      <source>Export one video at a time, or frames=images.</source>
      <translation>Ein Video auf einmal exportieren, oder mit frames=images.</translation>
    </message>
    <message>
      <source>Leave .json away.</source>
      <translation>.json weglassen.</translation>
    </message>
    <message>
      <source>Leave the extension away.</source>
      <translation>Die Endung weglassen.</translation>
    </message>
    <message>
      <source>Add --with-images, or export csv.</source>
      <translation>Die Bilder mitkopieren oder csv exportieren.</translation>
    </message>
    <message>
      <source>ImageFolder is a folder with one sub-folder per label.</source>
      <translation>Ein ImageFolder ist ein Ordner mit einem Unterordner je Label.</translation>
    </message>
    <message>
      <source>Put the pictures of each label into a folder.</source>
      <translation>Die Bilder jedes Labels in einen Ordner legen.</translation>
    </message>
    <message>
      <source>Put a classes.txt with one name a line, or a data.yaml, into the folder.</source>
      <translation>Eine classes.txt mit einem Namen je Zeile oder eine data.yaml in den Ordner legen.</translation>
    </message>
    <message>
      <source>YOLO keeps one .txt per picture in a folder labels/.</source>
      <translation>YOLO hält je Bild eine .txt in einem Ordner labels/.</translation>
    </message>
    <message>
      <source>Save the table as CSV (UTF-8).</source>
      <translation>Die Tabelle als CSV (UTF-8) speichern.</translation>
    </message>
    <message>
      <source>Is a quote not closed?</source>
      <translation>Ist ein Anführungszeichen nicht geschlossen?</translation>
    </message>
    <message>
      <source>Is the disk full?</source>
      <translation>Ist die Platte voll?</translation>
    </message>
    <message>
      <source>Is the disk full or read-only?</source>
      <translation>Ist die Platte voll oder schreibgeschützt?</translation>
    </message>
    <message>
      <source>Choose a new folder; exports never overwrite one.</source>
      <translation>Einen neuen Ordner wählen; Exporte überschreiben nie einen.</translation>
    </message>
    <message>
      <source>Download it again.</source>
      <translation>Noch einmal herunterladen.</translation>
    </message>
    <message>
      <source>It was not unpacked.</source>
      <translation>Es wurde nicht ausgepackt.</translation>
    </message>
    <message>
      <source>Make room, or unpack it yourself.</source>
      <translation>Platz schaffen oder selbst auspacken.</translation>
    </message>
    <message>
      <source>Unpack it yourself.</source>
      <translation>Selbst auspacken.</translation>
    </message>
    <message>
      <source>Unpack it yourself if you trust it, and import the folder.</source>
      <translation>Selbst auspacken, falls Sie ihm trauen, und den Ordner importieren.</translation>
    </message>
    <message>
      <source>Make a project for them: `tlstudio init DIR --task classification`.</source>
      <translation>Dafür ein Projekt anlegen: `tlstudio init ORDNER --task classification`.</translation>
    </message>
    <message>
      <source>Make a project for its shapes: `tlstudio init DIR --task detection`.</source>
      <translation>Für seine Formen ein Projekt anlegen: `tlstudio init ORDNER --task detection`.</translation>
    </message>
    <message>
      <source>Import the labels as annotations, then look them over with `tlstudio gui`.</source>
      <translation>Die Labels als Annotationen importieren und dann durchsehen.</translation>
    </message>
    <message>
      <source>damaged: part of the picture may be wrong</source>
      <translation>beschädigt: Ein Teil des Bildes kann falsch sein</translation>
    </message>
    <message>
      <source>is not a picture of a known kind</source>
      <translation>ist kein Bild bekannter Art</translation>
    </message>
    <message>
      <source>is empty (0 bytes)</source>
      <translation>ist leer (0 Bytes)</translation>
    </message>
    <message>
      <source>holds only zero bytes, as after a power cut or a broken copy</source>
      <translation>enthält nur Nullbytes, wie nach einem Stromausfall oder einer abgebrochenen Kopie</translation>
    </message>
    <message>
      <source>is a Git LFS pointer; the real file was not fetched</source>
      <translation>ist ein Git-LFS-Verweis; die echte Datei wurde nicht geholt</translation>
    </message>
    <message>
      <source>is a vector drawing (SVG); labels need pixels</source>
      <translation>ist eine Vektorzeichnung (SVG); Labels brauchen Pixel</translation>
    </message>
    <message>
      <source>is a web page, not a picture (an error page saved in its place)</source>
      <translation>ist eine Webseite, kein Bild (eine Fehlerseite, an seiner Stelle gespeichert)</translation>
    </message>
    <message>
      <source>is a PDF document, not a picture</source>
      <translation>ist ein PDF-Dokument, kein Bild</translation>
    </message>
    <message>
      <source>has stray bytes before its JPEG data</source>
      <translation>hat fremde Bytes vor seinen JPEG-Daten</translation>
    </message>
    <message>
      <source>is a text file, not a picture</source>
      <translation>ist eine Textdatei, kein Bild</translation>
    </message>
    <message>
      <source>is damaged and cannot be decoded</source>
      <translation>ist beschädigt und kann nicht dekodiert werden</translation>
    </message>
    <message>
      <source>is damaged: its PNG data cannot be decoded</source>
      <translation>ist beschädigt: Seine PNG-Daten lassen sich nicht dekodieren</translation>
    </message>
    <message>
      <source>is cut off: its data end early</source>
      <translation>ist abgeschnitten: Seine Daten enden zu früh</translation>
    </message>
    <message>
      <source>is damaged: a checksum is wrong</source>
      <translation>ist beschädigt: Eine Prüfsumme stimmt nicht</translation>
    </message>
    <message>
      <source>has 1 page; page {n} is not there</source>
      <translation>hat 1 Seite; Seite {n} gibt es nicht</translation>
    </message>
    <message>
      <source>has {n} pages; page {total} is not there</source>
      <translation>hat {n} Seiten; Seite {total} gibt es nicht</translation>
    </message>
    <message>
      <source>has {n} frames; number {total} is not there</source>
      <translation>hat {n} Einzelbilder; Nummer {total} gibt es nicht</translation>
    </message>
    <message>
      <source>claims {n} megapixels; more than {limit} megapixels are not decoded</source>
      <translation>gibt {n} Megapixel an; mehr als {limit} Megapixel werden nicht dekodiert</translation>
    </message>
    <message>
      <source>claims {n} x {total} pixels ({amount}); more than {limit} megapixels are not decoded</source>
      <translation>gibt {n} x {total} Pixel an ({amount}); mehr als {limit} Megapixel werden nicht dekodiert</translation>
    </message>
    <message>
      <source>claims a size of {n} x {total} pixels</source>
      <translation>gibt eine Größe von {n} x {total} Pixeln an</translation>
    </message>
    <message>
      <source>needs {n} GB when decoded; the limit is {limit} GB</source>
      <translation>braucht dekodiert {n} GB; die Grenze ist {limit} GB</translation>
    </message>
    <message>
      <source>has {n} GB; files over {limit} GB are not read</source>
      <translation>hat {n} GB; Dateien über {limit} GB werden nicht gelesen</translation>
    </message>
    <message>
      <source>is damaged: its {kind} header cannot be read</source>
      <translation>ist beschädigt: Sein {kind}-Kopf ist nicht lesbar</translation>
    </message>
    <message>
      <source>is damaged: its TIFF directory cannot be read</source>
      <translation>ist beschädigt: Sein TIFF-Verzeichnis ist nicht lesbar</translation>
    </message>
    <message>
      <source>is damaged: its list of pages never ends</source>
      <translation>ist beschädigt: Seine Liste der Seiten endet nie</translation>
    </message>
    <message>
      <source>is damaged, or its compression is not supported</source>
      <translation>ist beschädigt oder auf unbekannte Art komprimiert</translation>
    </message>
    <message>
      <source>is damaged: its tags do not fit its data</source>
      <translation>ist beschädigt: Seine Angaben passen nicht zu seinen Daten</translation>
    </message>
    <message>
      <source>is damaged: its video header cannot be read</source>
      <translation>ist beschädigt: Sein Videokopf ist nicht lesbar</translation>
    </message>
    <message>
      <source>is damaged or cut off: its video header cannot be read</source>
      <translation>ist beschädigt oder abgeschnitten: Sein Videokopf ist nicht lesbar</translation>
    </message>
    <message>
      <source>is damaged or cut off: it has no frame</source>
      <translation>ist beschädigt oder abgeschnitten: Es hat kein Einzelbild</translation>
    </message>
    <message>
      <source>is damaged at frame {n}</source>
      <translation>ist beim Einzelbild {n} beschädigt</translation>
    </message>
    <message>
      <source>has more than {n} frames</source>
      <translation>hat mehr als {n} Einzelbilder</translation>
    </message>
    <message>
      <source>holds no pictures, or is coded in a way that cannot be decoded</source>
      <translation>enthält keine Bilder oder ist auf unbekannte Art kodiert</translation>
    </message>
    <message>
      <source>is a video, and the package that reads its frames is not installed</source>
      <translation>ist ein Video, und das Paket, das Einzelbilder liest, ist nicht installiert</translation>
    </message>
    <message>
      <source>is a volume; its slices are needed as single pages</source>
      <translation>ist ein Volumen; seine Schichten werden als einzelne Seiten gebraucht</translation>
    </message>
    <message>
      <source>is a DICOM file, and the package that reads them is not installed</source>
      <translation>ist eine DICOM-Datei, und das Paket, das sie liest, ist nicht installiert</translation>
    </message>
    <message>
      <source>is a DICOM file without a picture</source>
      <translation>ist eine DICOM-Datei ohne Bild</translation>
    </message>
    <message>
      <source>is a DICOM file whose picture cannot be decoded</source>
      <translation>ist eine DICOM-Datei, deren Bild sich nicht dekodieren lässt</translation>
    </message>
    <message>
      <source>is a HEIF/HEIC picture, and the package that reads them is not installed</source>
      <translation>ist ein HEIF/HEIC-Bild, und das Paket, das sie liest, ist nicht installiert</translation>
    </message>
    <message>
      <source>is damaged, or a kind of HEIF that cannot be decoded</source>
      <translation>ist beschädigt oder HEIF einer unbekannten Art</translation>
    </message>
    <message>
      <source>ends early (its {n} bytes cannot hold {low} x {high} pixels)</source>
      <translation>endet zu früh (seine {n} Bytes können {low} x {high} Pixel nicht enthalten)</translation>
    </message>
    <message>
      <source>is stored in pieces that are too large to be decoded one by one</source>
      <translation>ist in Stücken gespeichert, die einzeln zu groß zum Dekodieren sind</translation>
    </message>
    <message>
      <source>is damaged: one of its tiles cannot be decoded</source>
      <translation>ist beschädigt: Eine seiner Kacheln lässt sich nicht dekodieren</translation>
    </message>
    <message>
      <source>is missing</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <source>cannot be opened: permission denied</source>
      <translation>kann nicht geöffnet werden: Zugriff verweigert</translation>
    </message>
    <message>
      <source>cannot be opened</source>
      <translation>kann nicht geöffnet werden</translation>
    </message>
    <message>
      <source>cannot be read</source>
      <translation>kann nicht gelesen werden</translation>
    </message>
    <message>
      <source>cannot be read to its end</source>
      <translation>kann nicht bis zum Ende gelesen werden</translation>
    </message>
    <message>
      <source>is not a file</source>
      <translation>ist keine Datei</translation>
    </message>
    <message>
      <source>is a folder</source>
      <translation>ist ein Ordner</translation>
    </message>
    <message>
      <source>is not a file (a pipe, socket or device)</source>
      <translation>ist keine Datei (eine Pipe, ein Socket oder Gerät)</translation>
    </message>
    <message>
      <source>is hidden (its name starts with a dot)</source>
      <translation>ist verborgen (der Name beginnt mit einem Punkt)</translation>
    </message>
    <message>
      <source>is a link to a missing file</source>
      <translation>ist eine Verknüpfung auf eine fehlende Datei</translation>
    </message>
    <message>
      <source>is a link that leads out of the chosen folder</source>
      <translation>ist eine Verknüpfung, die aus dem gewählten Ordner hinausführt</translation>
    </message>
    <message>
      <source>has a name that is not valid UTF-8</source>
      <translation>hat einen Namen, der kein gültiges UTF-8 ist</translation>
    </message>
    <message>
      <source>folder cannot be opened: {why}</source>
      <translation>der Ordner kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
      <source>is a folder named like a picture</source>
      <translation>ist ein Ordner, der wie ein Bild heißt</translation>
    </message>
    <message>
      <source>has no label</source>
      <translation>hat kein Label</translation>
    </message>
    <message>
      <source>names no picture</source>
      <translation>nennt kein Bild</translation>
    </message>
    <message>
      <source>has no number as its id</source>
      <translation>hat keine Zahl als id</translation>
    </message>
    <message>
      <source>has no id or no name</source>
      <translation>hat keine id oder keinen Namen</translation>
    </message>
    <message>
      <source>has the id of one before</source>
      <translation>hat die id eines früheren</translation>
    </message>
    <message>
      <source>belongs to an image that the file does not list</source>
      <translation>gehört zu einem Bild, das die Datei nicht aufführt</translation>
    </message>
    <message>
      <source>has a label that the file does not list</source>
      <translation>hat ein Label, das die Datei nicht aufführt</translation>
    </message>
    <message>
      <source>has no points, or what is no number among them</source>
      <translation>hat keine Punkte oder etwas darunter, das keine Zahl ist</translation>
    </message>
    <message>
      <source>has fewer than three points</source>
      <translation>hat weniger als drei Punkte</translation>
    </message>
    <message>
      <source>has no shape that can be read</source>
      <translation>hat keine lesbare Form</translation>
    </message>
    <message>
      <source>lies outside of its picture</source>
      <translation>liegt außerhalb seines Bildes</translation>
    </message>
    <message>
      <source>lies far outside of any picture</source>
      <translation>liegt weit außerhalb jedes Bildes</translation>
    </message>
    <message>
      <source>has a negative size</source>
      <translation>hat eine negative Größe</translation>
    </message>
    <message>
      <source>has no area</source>
      <translation>hat keine Fläche</translation>
    </message>
    <message>
      <source>has no pixel</source>
      <translation>hat kein Pixel</translation>
    </message>
    <message>
      <source>holds what is not a number</source>
      <translation>enthält etwas, das keine Zahl ist</translation>
    </message>
    <message>
      <source>holds something else where a list belongs</source>
      <translation>enthält etwas anderes, wo eine Liste hingehört</translation>
    </message>
    <message>
      <source>is neither true nor false</source>
      <translation>ist weder wahr noch falsch</translation>
    </message>
    <message>
      <source>has a mask without a size</source>
      <translation>hat eine Maske ohne Größe</translation>
    </message>
    <message>
      <source>has a mask whose runs are no numbers</source>
      <translation>hat eine Maske, deren Läufe keine Zahlen sind</translation>
    </message>
    <message>
      <source>has a mask that reaches beyond the picture</source>
      <translation>hat eine Maske, die über das Bild hinausreicht</translation>
    </message>
    <message>
      <source>has a mask that is damaged, or of another kind</source>
      <translation>hat eine Maske, die beschädigt oder von anderer Art ist</translation>
    </message>
    <message>
      <source>has a mask of {n} x {total} pixels, more than the picture</source>
      <translation>hat eine Maske von {n} x {total} Pixeln, mehr als das Bild</translation>
    </message>
    <message>
      <source>has a mask of {n} x {total} pixels, the picture has {low} x {high}</source>
      <translation>hat eine Maske von {n} x {total} Pixeln, das Bild hat {low} x {high}</translation>
    </message>
    <message>
      <source>has a mask with pixels of the kind {mode}, which are no values of labels</source>
      <translation>hat eine Maske mit Pixeln der Art {mode}; das sind keine Werte von Labels</translation>
    </message>
    <message>
      <source>has the mask {name}, which is not there</source>
      <translation>hat die Maske {name}, die nicht da ist</translation>
    </message>
    <message>
      <source>is a {kind}, which cannot be held</source>
      <translation>ist von der Art {kind}, die nicht aufgenommen werden kann</translation>
    </message>
    <message>
      <source>is of the kind {kind}, which is not known</source>
      <translation>ist von der Art {kind}, die unbekannt ist</translation>
    </message>
    <message>
      <source>has no number as {names}</source>
      <translation>hat keine Zahl als {names}</translation>
    </message>
    <message>
      <source>has {n} numbers instead of {total}</source>
      <translation>hat {n} Zahlen statt {total}</translation>
    </message>
    <message>
      <source>has {n} points instead of {total}</source>
      <translation>hat {n} Punkte statt {total}</translation>
    </message>
    <message>
      <source>has {n} {what} instead of {total}</source>
      <translation>hat {n} {what} statt {total}</translation>
    </message>
    <message>
      <source>its {label} is a point, which cannot be held</source>
      <translation>{label} ist ein Punkt und kann nicht aufgenommen werden</translation>
    </message>
    <message>
      <source>its {label} is a point without an object (group) and a name (attribute keypoint)</source>
      <translation>{label} ist ein Punkt ohne Objekt (Gruppe) und Namen (Attribut keypoint)</translation>
    </message>
    <message>
      <source>its {label} has no pixel</source>
      <translation>{label} hat kein Pixel</translation>
    </message>
    <message>
      <source>its {label} has no pixel of its own; it is too small or covered</source>
      <translation>{label} hat kein eigenes Pixel; es ist zu klein oder verdeckt</translation>
    </message>
    <message>
      <source>its label {label} is about a whole frame, which cannot be held</source>
      <translation>sein Label {label} gilt dem ganzen Einzelbild und kann nicht aufgenommen werden</translation>
    </message>
    <message>
      <source>nobody has decided it</source>
      <translation>niemand hat es entschieden</translation>
    </message>
    <message>
      <source>has key points that are no triples of numbers</source>
      <translation>hat Schlüsselpunkte, die keine Dreiergruppen von Zahlen sind</translation>
    </message>
    <message>
      <source>is the same picture as {other}, named before</source>
      <translation>ist dasselbe Bild wie {other}, das vorher genannt ist</translation>
    </message>
    <message>
      <source>was drawn on a picture turned in Label Studio, and nothing says where that is on the picture</source>
      <translation>wurde auf einem in Label Studio gedrehten Bild gezeichnet; nichts sagt, wo das auf dem Bild ist</translation>
    </message>
    <message>
      <source>has brush strokes of {n} bytes, which is no picture of {low} x {high} pixels</source>
      <translation>hat Pinselstriche von {n} Bytes; das ist kein Bild von {low} x {high} Pixeln</translation>
    </message>
    <message>
      <source>has the class {number}, which {file} does not name</source>
      <translation>hat die Klasse {number}, die {file} nicht nennt</translation>
    </message>
    <message>
      <source>has {n} numbers, neither a box (4) nor points of a polygon (6, 8, ...)</source>
      <translation>hat {n} Zahlen: weder eine Box (4) noch Punkte eines Polygons (6, 8, ...)</translation>
    </message>
    <message>
      <source>is no row of a label and 14 numbers</source>
      <translation>ist keine Zeile aus einem Label und 14 Zahlen</translation>
    </message>
    <message>
      <source>has {n} pixels of {value}, which {table} does not name</source>
      <translation>hat {n} Pixel von {value}, die {table} nicht nennt</translation>
    </message>
    <message>
      <source>is put into another split than in line {n}</source>
      <translation>steht in einer anderen Aufteilung als in Zeile {n}</translation>
    </message>
    <message>
      <source>page is not a number from 1</source>
      <translation>die Seite ist keine Zahl ab 1</translation>
    </message>
    <message>
      <source>the picture is not there</source>
      <translation>das Bild ist nicht da</translation>
    </message>
    <message>
      <source>the picture is not there ({file} names it)</source>
      <translation>das Bild ist nicht da ({file} nennt es)</translation>
    </message>
    <message>
      <source>its picture is only inside the file (imageData); save it beside</source>
      <translation>sein Bild steckt nur in der Datei (imageData); daneben speichern</translation>
    </message>
    <message>
      <source>fits several pictures: {names}</source>
      <translation>passt zu mehreren Bildern: {names}</translation>
    </message>
    <message>
      <source>{n} annotations beside the one marked as ground truth were left out</source>
      <translation>{n} Annotationen neben der als Ground Truth markierten wurden ausgelassen</translation>
    </message>
    <message>
      <source>leads out of the archive's folder</source>
      <translation>führt aus dem Ordner des Archivs hinaus</translation>
    </message>
    <message>
      <source>is a link</source>
      <translation>ist eine Verknüpfung</translation>
    </message>
    <message>
      <source>is no file</source>
      <translation>ist keine Datei</translation>
    </message>
    <message>
      <source>has the name of another</source>
      <translation>hat den Namen eines anderen</translation>
    </message>
    <message>
      <source>lies outside of any label's folder</source>
      <translation>liegt in keinem Ordner eines Labels</translation>
    </message>
    <message>
      <source>lies outside of the folders {names}</source>
      <translation>liegt außerhalb der Ordner {names}</translation>
    </message>
    <message>
      <source>cannot be read: {why}</source>
      <translation>kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>is XML of another kind: {tag}</source>
      <translation>ist XML anderer Art: {tag}</translation>
    </message>
    <message>
      <source>has no page {n}</source>
      <translation>hat keine Seite {n}</translation>
    </message>
    <message>
      <source>has {n} labels, and this project takes one per image</source>
      <translation>hat {n} Labels, und dieses Projekt nimmt eines je Bild</translation>
    </message>
    <message>
      <source>has no label of the whole image</source>
      <translation>hat kein Label für das ganze Bild</translation>
    </message>
    <message>
      <source>contradicts line {n}, which is about the same picture</source>
      <translation>widerspricht Zeile {n}, die vom selben Bild handelt</translation>
    </message>
    <message>
      <source>contradicts {place}, which is about the same picture</source>
      <translation>widerspricht {place}; das handelt vom selben Bild</translation>
    </message>
    <message>
      <source>is decided as {what} already; that was kept</source>
      <translation>ist schon entschieden als {what}; das blieb</translation>
    </message>
    <message>
      <source>has the same content as {other}</source>
      <translation>hat denselben Inhalt wie {other}</translation>
    </message>
    <message>
      <source>has several labels</source>
      <translation>hat mehrere Labels</translation>
    </message>
    <message>
      <source>its label {label} cannot be the name of a folder</source>
      <translation>sein Label {label} kann kein Name eines Ordners sein</translation>
    </message>
    <message>
      <source>its label {label} cannot be the name of a folder on Windows</source>
      <translation>sein Label {label} kann unter Windows kein Name eines Ordners sein</translation>
    </message>
    <message>
      <source>its label is too long for the name of a folder</source>
      <translation>sein Label ist zu lang für den Namen eines Ordners</translation>
    </message>
    <message>
      <source>its file is missing</source>
      <translation>seine Datei fehlt</translation>
    </message>
    <message>
      <source>its file cannot be read: {why}</source>
      <translation>seine Datei kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>has COCO's lists of images and categories</source>
      <translation>hat COCOs Listen von Bildern und Kategorien</translation>
    </message>
    <message>
      <source>holds {inner} with COCO's lists of images and categories</source>
      <translation>enthält {inner} mit COCOs Listen von Bildern und Kategorien</translation>
    </message>
    <message>
      <source>has Pascal VOC's &lt;annotation&gt;</source>
      <translation>hat &lt;annotation&gt; von Pascal VOC</translation>
    </message>
    <message>
      <source>holds {inner} with Pascal VOC's &lt;annotation&gt;</source>
      <translation>enthält {inner} mit &lt;annotation&gt; von Pascal VOC</translation>
    </message>
    <message>
      <source>has CVAT's &lt;annotations&gt;</source>
      <translation>hat &lt;annotations&gt; von CVAT</translation>
    </message>
    <message>
      <source>holds {inner} with CVAT's &lt;annotations&gt;</source>
      <translation>enthält {inner} mit &lt;annotations&gt; von CVAT</translation>
    </message>
    <message>
      <source>has Datumaro's categories and items</source>
      <translation>hat Datumaros Kategorien und Einträge</translation>
    </message>
    <message>
      <source>holds {inner} with Datumaro's categories and items</source>
      <translation>enthält {inner} mit Datumaros Kategorien und Einträgen</translation>
    </message>
    <message>
      <source>has Label Studio's tasks</source>
      <translation>hat Aufgaben von Label Studio</translation>
    </message>
    <message>
      <source>holds {inner} with Label Studio's tasks</source>
      <translation>enthält {inner} mit Aufgaben von Label Studio</translation>
    </message>
    <message>
      <source>has labelme's shapes and imagePath</source>
      <translation>hat shapes und imagePath von labelme</translation>
    </message>
    <message>
      <source>holds {inner} with labelme's shapes and imagePath</source>
      <translation>enthält {inner} mit shapes und imagePath von labelme</translation>
    </message>
    <message>
      <source>has VIA's regions of pictures</source>
      <translation>hat VIAs Regionen von Bildern</translation>
    </message>
    <message>
      <source>holds {inner} with VIA's regions of pictures</source>
      <translation>enthält {inner} mit VIAs Regionen von Bildern</translation>
    </message>
    <message>
      <source>has the columns of Open Images</source>
      <translation>hat die Spalten von Open Images</translation>
    </message>
    <message>
      <source>holds {inner} with the columns of Open Images</source>
      <translation>enthält {inner} mit den Spalten von Open Images</translation>
    </message>
    <message>
      <source>has KITTI's rows of 15 columns</source>
      <translation>hat KITTIs Zeilen mit 15 Spalten</translation>
    </message>
    <message>
      <source>holds {inner} with KITTI's rows of 15 columns</source>
      <translation>enthält {inner} mit KITTIs Zeilen mit 15 Spalten</translation>
    </message>
    <message>
      <source>holds {inner} with empty text files, as KITTI has them for pictures with nothing on them</source>
      <translation>enthält {inner} mit leeren Textdateien, wie KITTI sie für Bilder hat, auf denen nichts ist</translation>
    </message>
    <message>
      <source>has YOLO's text files and the names of their classes in {file}</source>
      <translation>hat YOLOs Textdateien und die Namen ihrer Klassen in {file}</translation>
    </message>
    <message>
      <source>has text files beside pictures, but no names of classes</source>
      <translation>hat Textdateien neben Bildern, aber keine Namen von Klassen</translation>
    </message>
    <message>
      <source>has masks in {inner} beside pictures</source>
      <translation>hat Masken in {inner} neben Bildern</translation>
    </message>
    <message>
      <source>has masks in {inner}, but no folder of pictures beside it</source>
      <translation>hat Masken in {inner}, aber keinen Ordner mit Bildern daneben</translation>
    </message>
    <message>
      <source>has masks in {inner}</source>
      <translation>hat Masken in {inner}</translation>
    </message>
    <message>
      <source>has a column of pictures and one column per label</source>
      <translation>hat eine Spalte der Bilder und eine Spalte je Label</translation>
    </message>
    <message>
      <source>has a column of pictures and a column of labels</source>
      <translation>hat eine Spalte der Bilder und eine der Labels</translation>
    </message>
    <message>
      <source>holds {inner} with a column of pictures and one column per label</source>
      <translation>enthält {inner} mit einer Spalte der Bilder und einer je Label</translation>
    </message>
    <message>
      <source>holds {inner} with a column of pictures and a column of labels</source>
      <translation>enthält {inner} mit einer Spalte der Bilder und einer der Labels</translation>
    </message>
    <message>
      <source>has pictures in the sub-folders {names}</source>
      <translation>hat Bilder in den Unterordnern {names}</translation>
    </message>
    <message>
      <source>is not there</source>
      <translation>ist nicht da</translation>
    </message>
    <message>
      <source>is not a folder</source>
      <translation>ist kein Ordner</translation>
    </message>
    <message>
      <source>is not a folder with masks</source>
      <translation>ist kein Ordner mit Masken</translation>
    </message>
    <message>
      <source>has no folder of masks (SegmentationClass, masks, ...)</source>
      <translation>hat keinen Ordner mit Masken (SegmentationClass, masks, ...)</translation>
    </message>
    <message>
      <source>has no sub-folders with pictures</source>
      <translation>hat keine Unterordner mit Bildern</translation>
    </message>
    <message>
      <source>has no text files with labels</source>
      <translation>hat keine Textdateien mit Labels</translation>
    </message>
    <message>
      <source>has no rows of 15 columns, and no folder {name} with such files</source>
      <translation>hat keine Zeilen mit 15 Spalten und keinen Ordner {name} mit solchen Dateien</translation>
    </message>
    <message>
      <source>has no table with the columns ImageID and LabelName</source>
      <translation>hat keine Tabelle mit den Spalten ImageID und LabelName</translation>
    </message>
    <message>
      <source>is neither a table nor a folder</source>
      <translation>ist weder eine Tabelle noch ein Ordner</translation>
    </message>
    <message>
      <source>is neither a data.yaml nor a folder</source>
      <translation>ist weder eine data.yaml noch ein Ordner</translation>
    </message>
    <message>
      <source>is neither an XML file nor a folder with XML files</source>
      <translation>ist weder eine XML-Datei noch ein Ordner mit XML-Dateien</translation>
    </message>
    <message>
      <source>is neither an XML file nor a folder with {name}</source>
      <translation>ist weder eine XML-Datei noch ein Ordner mit {name}</translation>
    </message>
    <message>
      <source>is a file of another kind</source>
      <translation>ist eine Datei anderer Art</translation>
    </message>
    <message>
      <source>holds XML of another kind</source>
      <translation>enthält XML anderer Art</translation>
    </message>
    <message>
      <source>is neither a .csv or .tsv file nor a folder with labels.csv or _classes.csv</source>
      <translation>ist weder eine .csv- oder .tsv-Datei noch ein Ordner mit labels.csv oder _classes.csv</translation>
    </message>
    <message>
      <source>is neither {tool}'s JSON nor a folder with such files</source>
      <translation>ist weder JSON von {tool} noch ein Ordner mit solchen Dateien</translation>
    </message>
    <message>
      <source>is neither VIA's JSON or CSV nor a folder with such files</source>
      <translation>ist weder JSON oder CSV von VIA noch ein Ordner mit solchen Dateien</translation>
    </message>
    <message>
      <source>cannot be opened: {why}</source>
      <translation>kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
      <source>{file}: annotation {id}</source>
      <translation>{file}: Annotation {id}</translation>
    </message>
    <message>
      <source>{file}: image {id}</source>
      <translation>{file}: Bild {id}</translation>
    </message>
    <message>
      <source>{file}: category {id}, {name}</source>
      <translation>{file}: Kategorie {id}, {name}</translation>
    </message>
    <message>
      <source>{file}: category {id}</source>
      <translation>{file}: Kategorie {id}</translation>
    </message>
    <message>
      <source>{file}: result {id}</source>
      <translation>{file}: Ergebnis {id}</translation>
    </message>
    <message>
      <source>{file}: item {id}</source>
      <translation>{file}: Eintrag {id}</translation>
    </message>
    <message>
      <source>{file}: shape {id}</source>
      <translation>{file}: Form {id}</translation>
    </message>
    <message>
      <source>{file}: task {id}</source>
      <translation>{file}: Aufgabe {id}</translation>
    </message>
    <message>
      <source>{file}: flag {id}</source>
      <translation>{file}: Kennzeichen {id}</translation>
    </message>
    <message>
      <source>{file}: region {id}</source>
      <translation>{file}: Region {id}</translation>
    </message>
    <message>
      <source>{place}, annotation {id}</source>
      <translation>{place}, Annotation {id}</translation>
    </message>
    <message>
      <source>{place}, part {id}</source>
      <translation>{place}, Teil {id}</translation>
    </message>
    <message>
      <source>{place}, result {id}</source>
      <translation>{place}, Ergebnis {id}</translation>
    </message>
    <message>
      <source>{place}, region {id}</source>
      <translation>{place}, Region {id}</translation>
    </message>
    <message>
      <source>{label} on {picture}</source>
      <translation>{label} auf {picture}</translation>
    </message>
    <message>
      <source>annotation {id}</source>
      <translation>Annotation {id}</translation>
    </message>
    <message>
      <source>number {id}</source>
      <translation>Nummer {id}</translation>
    </message>
    <message>
      <source>region {id}</source>
      <translation>Region {id}</translation>
    </message>
    <message>
      <source>Rotated boxes</source>
      <translation>Gedrehte Boxen</translation>
    </message>
    <message>
      <source>Connected pieces are objects</source>
      <translation>Zusammenhängende Stücke sind Objekte</translation>
    </message>
    <message>
      <source>One mask for each label</source>
      <translation>Eine Maske je Label</translation>
    </message>
    <message>
      <source>Values (0, 1, 2, ...)</source>
      <translation>Werte (0, 1, 2, ...)</translation>
    </message>
    <message>
      <source>Colours</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Of people</source>
      <translation>Von Menschen</translation>
    </message>
    <message>
      <source>Of a model</source>
      <translation>Von einem Modell</translation>
    </message>
    <message>
      <source>Edges count from</source>
      <translation>Kanten zählen ab</translation>
    </message>
    <message>
      <source>Kind of rows</source>
      <translation>Art der Zeilen</translation>
    </message>
    <message>
      <source>Pixels hold</source>
      <translation>Pixel enthalten</translation>
    </message>
    <message>
      <source>Results</source>
      <translation>Ergebnisse</translation>
    </message>
    <message>
      <source>Images and labels in</source>
      <translation>Bilder und Labels in</translation>
    </message>
    <message>
      <source>labels of whole images</source>
      <translation>Labels ganzer Bilder</translation>
    </message>
    <message>
      <source>boxes</source>
      <translation>Boxen</translation>
    </message>
    <message>
      <source>rotated boxes</source>
      <translation>gedrehte Boxen</translation>
    </message>
    <message>
      <source>polygons</source>
      <translation>Polygone</translation>
    </message>
    <message>
      <source>masks</source>
      <translation>Masken</translation>
    </message>
    <message>
      <source>points</source>
      <translation>Punkte</translation>
    </message>
    <message>
      <source>label of the image</source>
      <translation>Label des Bildes</translation>
    </message>
    <message>
      <source>box</source>
      <translation>Box</translation>
    </message>
    <message>
      <source>rotated box</source>
      <translation>gedrehte Box</translation>
    </message>
    <message>
      <source>polygon</source>
      <translation>Polygon</translation>
    </message>
    <message>
      <source>mask</source>
      <translation>Maske</translation>
    </message>
    <message>
      <source>point</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>COCO instances (JSON)</source>
      <translation>COCO-Instanzen (JSON)</translation>
    </message>
    <message>
      <source>A rotated box becomes a polygon of its four corners; a polygon with holes becomes a mask.</source>
      <translation>Eine gedrehte Box wird ein Polygon aus ihren vier Ecken; ein Polygon mit Löchern wird eine Maske.</translation>
    </message>
    <message>
      <source>Points are kept as key points where they have a group and a name (attribute `keypoint`); others, labels of whole images and notes are left out.</source>
      <translation>Punkte bleiben als Schlüsselpunkte, wo sie eine Gruppe und einen Namen haben (Attribut `keypoint`); andere, Labels ganzer Bilder und Notizen fallen weg.</translation>
    </message>
    <message>
      <source>Images that nobody has decided are left out: COCO cannot tell them from images with nothing on them.</source>
      <translation>Bilder, die niemand entschieden hat, fallen weg: COCO kann sie nicht von Bildern unterscheiden, auf denen nichts ist.</translation>
    </message>
    <message>
      <source>One file (DEST.json) does not say the split; a folder gets one file for each.</source>
      <translation>Eine einzelne Datei (ZIEL.json) sagt die Aufteilung nicht; ein Ordner bekommt je Seite eine Datei.</translation>
    </message>
    <message>
      <source>Who decided, when, and from which suggestion is not kept.</source>
      <translation>Wer wann und nach welchem Vorschlag entschied, wird nicht behalten.</translation>
    </message>
    <message>
      <source>For a list of results: the file with the images and categories it refers to.</source>
      <translation>Für eine Liste von Ergebnissen: die Datei mit den Bildern und Klassen, auf die sie sich bezieht.</translation>
    </message>
    <message>
      <source>CSV table (path, label, split)</source>
      <translation>CSV-Tabelle (path, label, split)</translation>
    </message>
    <message>
      <source>'None of the labels' and 'undecided' both become an empty label, and are left out when read back.</source>
      <translation>„Keines der Labels“ und „unentschieden“ werden beide ein leeres Label und fallen beim Einlesen weg.</translation>
    </message>
    <message>
      <source>Labels without an image are not kept.</source>
      <translation>Labels ohne Bild werden nicht behalten.</translation>
    </message>
    <message>
      <source>CVAT (XML 1.1)</source>
      <translation>CVAT (XML 1.1)</translation>
    </message>
    <message>
      <source>Polygons of several parts or with holes become masks.</source>
      <translation>Polygone aus mehreren Teilen oder mit Löchern werden Masken.</translation>
    </message>
    <message>
      <source>An image with nothing on it cannot be told from one that nobody has looked at; undecided images are left out.</source>
      <translation>Ein Bild, auf dem nichts ist, ist von einem ungesehenen nicht zu unterscheiden; unentschiedene Bilder fallen weg.</translation>
    </message>
    <message>
      <source>Notes, and whether an object is truncated or difficult, become attributes.</source>
      <translation>Notizen, und ob ein Objekt abgeschnitten oder schwierig ist, werden Attribute.</translation>
    </message>
    <message>
      <source>Write images, or the frames of one video as a video's task with tracks.</source>
      <translation>Bilder schreiben, oder die Einzelbilder eines Videos als Video-Aufgabe mit Spuren.</translation>
    </message>
    <message>
      <source>Datumaro (JSON)</source>
      <translation>Datumaro (JSON)</translation>
    </message>
    <message>
      <source>A rotated box becomes a polygon of its four corners: Datumaro's JSON has no rotated boxes.</source>
      <translation>Eine gedrehte Box wird ein Polygon aus ihren vier Ecken: Datumaros JSON kennt keine gedrehten Boxen.</translation>
    </message>
    <message>
      <source>Images that nobody has decided are left out: Datumaro cannot tell them from images with nothing on them.</source>
      <translation>Bilder, die niemand entschieden hat, fallen weg: Datumaro kann sie nicht von Bildern unterscheiden, auf denen nichts ist.</translation>
    </message>
    <message>
      <source>Notes, and whether an object is occluded, truncated or difficult, become attributes.</source>
      <translation>Notizen, und ob ein Objekt verdeckt, abgeschnitten oder schwierig ist, werden Attribute.</translation>
    </message>
    <message>
      <source>ImageFolder (one folder per label)</source>
      <translation>ImageFolder (ein Ordner je Label)</translation>
    </message>
    <message>
      <source>An image with several labels, or with none of them, is left out.</source>
      <translation>Ein Bild mit mehreren Labels oder mit keinem davon wird ausgelassen.</translation>
    </message>
    <message>
      <source>Pages of one file become single PNG pictures.</source>
      <translation>Seiten einer Datei werden einzelne PNG-Bilder.</translation>
    </message>
    <message>
      <source>Groups are not kept.</source>
      <translation>Gruppen werden nicht behalten.</translation>
    </message>
    <message>
      <source>KITTI (label_2)</source>
      <translation>KITTI (label_2)</translation>
    </message>
    <message>
      <source>Rotated boxes, polygons and masks become the upright boxes around them; points are left out.</source>
      <translation>Gedrehte Boxen, Polygone und Masken werden die geraden Boxen um sie; Punkte fallen weg.</translation>
    </message>
    <message>
      <source>Spaces in labels are written as %20: KITTI's columns are divided by spaces.</source>
      <translation>Leerzeichen in Labels werden als %20 geschrieben: KITTI trennt Spalten durch Leerzeichen.</translation>
    </message>
    <message>
      <source>Labels of whole images, notes, groups, the order of drawing and most attributes are not kept.</source>
      <translation>Labels ganzer Bilder, Notizen, Gruppen, die Zeichenreihenfolge und die meisten Attribute bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Without copies of the pictures nothing says where they are.</source>
      <translation>Ohne Kopien der Bilder sagt nichts, wo sie liegen.</translation>
    </message>
    <message>
      <source>labelme (one JSON per picture)</source>
      <translation>labelme (ein JSON je Bild)</translation>
    </message>
    <message>
      <source>Attributes that are not yes or no, the split and the order of drawing are not kept.</source>
      <translation>Attribute, die nicht ja oder nein sind, die Aufteilung und die Zeichenreihenfolge bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Rotated boxes are written as oriented rectangles, which labelme knows from version 6.3 on.</source>
      <translation>Gedrehte Boxen werden als gedrehte Rechtecke geschrieben, die labelme ab Version 6.3 kennt.</translation>
    </message>
    <message>
      <source>Label Studio (JSON)</source>
      <translation>Label Studio (JSON)</translation>
    </message>
    <message>
      <source>Polygons of several parts or with holes become brush strokes, as masks do.</source>
      <translation>Polygone aus mehreren Teilen oder mit Löchern werden Pinselstriche, wie Masken.</translation>
    </message>
    <message>
      <source>Attributes, groups and whether an object is occluded, truncated or difficult are written as `meta` of a region, which Label Studio keeps but does not show.</source>
      <translation>Attribute, Gruppen und ob ein Objekt verdeckt, abgeschnitten oder schwierig ist, werden als `meta` einer Region geschrieben; Label Studio behält das, zeigt es aber nicht.</translation>
    </message>
    <message>
      <source>Whose results: of people, or of a model (with scores).</source>
      <translation>Wessen Ergebnisse: von Menschen oder von einem Modell (mit Werten).</translation>
    </message>
    <message>
      <source>Mask pictures (PNG)</source>
      <translation>Maskenbilder (PNG)</translation>
    </message>
    <message>
      <source>Every shape becomes pixels; points are left out.</source>
      <translation>Jede Form wird zu Pixeln; Punkte werden ausgelassen.</translation>
    </message>
    <message>
      <source>Where shapes overlap, the one drawn last keeps the pixels.</source>
      <translation>Wo Formen überlappen, behält die zuletzt gezeichnete die Pixel.</translation>
    </message>
    <message>
      <source>Attributes, flags, notes, groups and labels of whole images are not kept.</source>
      <translation>Attribute, Kennzeichen, Notizen, Gruppen und Labels ganzer Bilder bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Without a picture of object numbers: connected pieces become objects (auto, pieces), or all of a label one mask.</source>
      <translation>Ohne ein Bild der Objektnummern: Zusammenhängende Stücke werden Objekte, oder alles eines Labels eine Maske.</translation>
    </message>
    <message>
      <source>Write values with a palette, or the colours of the table.</source>
      <translation>Werte mit einer Palette schreiben oder die Farben der Tabelle.</translation>
    </message>
    <message>
      <source>Open Images (CSV)</source>
      <translation>Open Images (CSV)</translation>
    </message>
    <message>
      <source>Rotated boxes become the upright boxes around them, polygons become masks; points are left out.</source>
      <translation>Gedrehte Boxen werden die geraden Boxen um sie, Polygone werden Masken; Punkte fallen weg.</translation>
    </message>
    <message>
      <source>An image with nothing on it cannot be told from one that nobody has looked at.</source>
      <translation>Ein Bild, auf dem nichts ist, ist von einem ungesehenen nicht zu unterscheiden.</translation>
    </message>
    <message>
      <source>Notes, groups, the order of drawing and most attributes are not kept.</source>
      <translation>Notizen, Gruppen, die Zeichenreihenfolge und die meisten Attribute bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>VGG Image Annotator (JSON, CSV)</source>
      <translation>VGG Image Annotator (JSON, CSV)</translation>
    </message>
    <message>
      <source>Rotated boxes become polygons of four corners; masks and polygons of several parts or with holes become one polygon, parts and holes joined by a bridge without width.</source>
      <translation>Gedrehte Boxen werden Polygone aus vier Ecken; Masken und Polygone aus mehreren Teilen oder mit Löchern werden ein Polygon, Teile und Löcher durch eine Brücke ohne Breite verbunden.</translation>
    </message>
    <message>
      <source>Labels of whole images, the split, groups and the order of drawing are not kept.</source>
      <translation>Labels ganzer Bilder, die Aufteilung, Gruppen und die Zeichenreihenfolge bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Pascal VOC (XML)</source>
      <translation>Pascal VOC (XML)</translation>
    </message>
    <message>
      <source>Edges are written from 0 on, as labelImg does, unless base=1 is chosen: the VOC devkit counts pixels from 1.</source>
      <translation>Kanten werden ab 0 geschrieben, wie labelImg es tut, außer mit der Wahl 1: Das VOC-Devkit zählt Pixel ab 1.</translation>
    </message>
    <message>
      <source>Labels of whole images, notes, groups and the order of drawing are not kept.</source>
      <translation>Labels ganzer Bilder, Notizen, Gruppen und die Zeichenreihenfolge bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Whether edges count from 0 (labelImg) or pixels from 1 (devkit).</source>
      <translation>Ob Kanten ab 0 zählen (labelImg) oder Pixel ab 1 (Devkit).</translation>
    </message>
    <message>
      <source>Write edges from 0 (labelImg), or whole pixels from 1 (devkit).</source>
      <translation>Kanten ab 0 schreiben (labelImg) oder ganze Pixel ab 1 (Devkit).</translation>
    </message>
    <message>
      <source>YOLO (text files and data.yaml)</source>
      <translation>YOLO (Textdateien und data.yaml)</translation>
    </message>
    <message>
      <source>A data set has rows of one kind: boxes; with rotated boxes all become four corners; with polygons or masks all become polygons, parts and holes joined by a bridge without width.</source>
      <translation>Ein Datensatz hat Zeilen einer Art: Boxen; mit gedrehten Boxen werden alle zu vier Ecken; mit Polygonen oder Masken werden alle Polygone, Teile und Löcher durch eine Brücke ohne Breite verbunden.</translation>
    </message>
    <message>
      <source>Points, attributes, groups, notes and the order of drawing are not kept.</source>
      <translation>Punkte, Attribute, Gruppen, Notizen und die Zeichenreihenfolge bleiben nicht erhalten.</translation>
    </message>
    <message>
      <source>Two pictures that differ in their extension only get names of their own: they would share one label file.</source>
      <translation>Zwei Bilder, die sich nur in der Endung unterscheiden, bekommen eigene Namen: Sie hätten sonst dieselbe Labeldatei.</translation>
    </message>
    <message>
      <source>What rows of points are: upright boxes around them, polygons, or rotated boxes.</source>
      <translation>Was Zeilen von Punkten sind: gerade Boxen um sie, Polygone oder gedrehte Boxen.</translation>
    </message>
    <message>
      <source>What every row is: a box, a polygon, or four corners.</source>
      <translation>Was jede Zeile ist: eine Box, ein Polygon oder vier Ecken.</translation>
    </message>
    <message>
      <source>Head only (feature extraction)</source>
      <translation>Nur der Kopf (Feature Extraction)</translation>
    </message>
    <message>
      <source>Head only</source>
      <translation>Nur der Kopf</translation>
    </message>
    <message>
      <source>Last stage with batch norm frozen</source>
      <translation>Letzte Stufe, Batchnorm fest</translation>
    </message>
    <message>
      <source>Last 2 stages with batch norm frozen</source>
      <translation>Letzte 2 Stufen, Batchnorm fest</translation>
    </message>
    <message>
      <source>Last 3 stages with batch norm frozen</source>
      <translation>Letzte 3 Stufen, Batchnorm fest</translation>
    </message>
    <message>
      <source>Last 4 stages with batch norm frozen</source>
      <translation>Letzte 4 Stufen, Batchnorm fest</translation>
    </message>
    <message>
      <source>Everything (fine-tune all)</source>
      <translation>Alles (Fine-tune all)</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>Thursday</source>
      <translation>Donnerstag</translation>
    </message>
    <message>
      <source>Friday</source>
      <translation>Freitag</translation>
    </message>
    <message>
      <source>Saturday</source>
      <translation>Samstag</translation>
    </message>
    <message>
      <source>Sunday</source>
      <translation>Sonntag</translation>
    </message>
    <message>
      <source>Monday</source>
      <translation>Montag</translation>
    </message>
    <message>
      <source>Tuesday</source>
      <translation>Dienstag</translation>
    </message>
    <message>
      <source>Wednesday</source>
      <translation>Mittwoch</translation>
    </message>
    <message>
      <source>January</source>
      <translation>Januar</translation>
    </message>
    <message>
      <source>February</source>
      <translation>Februar</translation>
    </message>
    <message>
      <source>March</source>
      <translation>März</translation>
    </message>
    <message>
      <source>April</source>
      <translation>April</translation>
    </message>
    <message>
      <source>May</source>
      <translation>Mai</translation>
    </message>
    <message>
      <source>June</source>
      <translation>Juni</translation>
    </message>
    <message>
      <source>July</source>
      <translation>Juli</translation>
    </message>
    <message>
      <source>August</source>
      <translation>August</translation>
    </message>
    <message>
      <source>September</source>
      <translation>September</translation>
    </message>
    <message>
      <source>October</source>
      <translation>Oktober</translation>
    </message>
    <message>
      <source>November</source>
      <translation>November</translation>
    </message>
    <message>
      <source>December</source>
      <translation>Dezember</translation>
    </message>
    <message>
      <source>Start</source>
      <translation>Start</translation>
    </message>
    <message>
      <source>Label, with a selection</source>
      <translation>Labeln, mit Auswahl</translation>
    </message>
    <message>
      <source>Label, suggestions selected</source>
      <translation>Labeln, Vorschläge gewählt</translation>
    </message>
    <message>
      <source>Label, while drawing</source>
      <translation>Labeln, beim Zeichnen</translation>
    </message>
    <message>
      <source>Review, grid</source>
      <translation>Prüfen, Raster</translation>
    </message>
    <message>
      <source>Review, single image</source>
      <translation>Prüfen, einzelnes Bild</translation>
    </message>
    <message>
      <source>Unsure</source>
      <translation>Unsicher</translation>
    </message>
    <message>
      <source>Unlike the others</source>
      <translation>Anders als die anderen</translation>
    </message>
    <message>
      <source>Typical</source>
      <translation>Typisch</translation>
    </message>
    <message>
      <source>Random check</source>
      <translation>Stichprobe</translation>
    </message>
    <message>
      <source>One in ten, so that the rest is checked fairly</source>
      <translation>Eines von zehn, damit auch der Rest gerecht geprüft wird</translation>
    </message>
    <message>
      <source>Chosen as the most useful next image</source>
      <translation>Als nützlichstes nächstes Bild gewählt</translation>
    </message>
    <message>
      <source>No other image has open comments</source>
      <translation>Kein anderes Bild hat offene Kommentare</translation>
    </message>
    <message>
      <source>The picture is still being read</source>
      <translation>Das Bild wird noch gelesen</translation>
    </message>
    <message>
      <source>Nothing was found there, so nothing was kept</source>
      <translation>Dort wurde nichts gefunden, also nichts behalten</translation>
    </message>
    <message>
      <source>Working …</source>
      <translation>Arbeitet …</translation>
    </message>
    <message>
      <source>That box has no area, so it was not kept</source>
      <translation>Diese Box hat keine Fläche, also wurde sie nicht behalten</translation>
    </message>
    <message>
      <source>A polygon needs three vertices that are not in one line</source>
      <translation>Ein Polygon braucht drei Ecken, die nicht auf einer Linie liegen</translation>
    </message>
    <message>
      <source>A hole lies wholly inside its polygon</source>
      <translation>Ein Loch liegt ganz innerhalb seines Polygons</translation>
    </message>
    <message>
      <source>Click two corners of one other shape, or two places on the border of one mask, to follow it</source>
      <translation>Zwei Ecken einer anderen Form oder zwei Stellen auf dem Rand einer Maske anklicken, um ihm zu folgen</translation>
    </message>
    <message>
      <source>A polygon keeps at least three vertices; Del deletes it</source>
      <translation>Ein Polygon behält mindestens drei Ecken; Entf löscht es</translation>
    </message>
    <message>
      <source>Only what a person decided is written. Suggestions stay here.</source>
      <translation>Nur was jemand entschieden hat, wird geschrieben. Vorschläge bleiben hier.</translation>
    </message>
    <message>
      <source>Nothing is changed before you agree, and one undo takes all of it back.</source>
      <translation>Nichts ändert sich, bevor Sie zustimmen, und ein Rückgängig nimmt alles zurück.</translation>
    </message>
    <message>
      <source>Drag, or click two corners; Shift keeps it square</source>
      <translation>Ziehen oder zwei Ecken anklicken; Umschalt hält sie quadratisch</translation>
    </message>
    <message>
      <source>Less cuts more; Enter keeps</source>
      <translation>Kleinere Werte trennen mehr; Enter übernimmt</translation>
    </message>
    <message>
      <source>Box one object; a click adds, Shift takes away; Enter keeps</source>
      <translation>Box um ein Objekt ziehen; ein Klick nimmt hinzu, mit Umschalt weg; Enter übernimmt</translation>
    </message>
    <message>
      <source>Fills a closed place of the mask; the right button takes a part away</source>
      <translation>Füllt eine umschlossene Stelle der Maske; die rechte Taste nimmt einen Teil weg</translation>
    </message>
    <message>
      <source>Paints what it encloses; begun with Ctrl or the right button it takes that away</source>
      <translation>Malt, was es umschließt; mit Strg oder der rechten Taste begonnen, nimmt es das weg</translation>
    </message>
    <message>
      <source>One click each</source>
      <translation>Je Punkt ein Klick</translation>
    </message>
    <message>
      <source>Click the corners, Enter closes; begun with Ctrl in the selected one it cuts a hole</source>
      <translation>Ecken anklicken, Enter schließt; mit Strg im ausgewählten begonnen, schneidet es ein Loch</translation>
    </message>
    <message>
      <source>Drag one side, then click for the width</source>
      <translation>Eine Seite ziehen, dann für die Breite klicken</translation>
    </message>
    <message>
      <source>Click along the outline; Enter closes, Backspace goes back</source>
      <translation>Am Umriss entlang klicken; Enter schließt, Rücktaste geht zurück</translation>
    </message>
    <message>
      <source>Double-click an edge to add a corner, Shift+click a corner to remove it</source>
      <translation>Doppelklick auf eine Kante fügt eine Ecke hinzu, Umschalt+Klick auf eine Ecke entfernt sie</translation>
    </message>
    <message>
      <source>Drag the line, or click its ends; Shift keeps it straight</source>
      <translation>Linie ziehen oder ihre Enden anklicken; Umschalt hält sie gerade</translation>
    </message>
    <message>
      <source>Paint over patches; Shift takes away; Enter keeps</source>
      <translation>Über Flecken malen; Umschalt nimmt weg; Enter übernimmt</translation>
    </message>
    <message>
      <source>Drag sideways; Shift takes away; Enter keeps</source>
      <translation>Seitwärts ziehen; Umschalt nimmt weg; Enter übernimmt</translation>
    </message>
  </context>
  <context>
    <name>Rail</name>
    <message>
      <source>Label</source>
      <translation>Labeln</translation>
    </message>
  </context>
  <context>
    <name>SearchPalette</name>
    <message>
      <source>Run</source>
      <translation>Ausführen</translation>
    </message>
    <message>
      <source>Label</source>
      <translation>Labeln</translation>
    </message>
  </context>
  <context>
    <name>Studio</name>
    <message>
      <source>Label</source>
      <translation>Labeln</translation>
    </message>
  </context>
  <context>
    <name>actions</name>
    <message>
      <source>Export decisions</source>
      <translation>Exportieren</translation>
    </message>
  </context>
  <context>
    <name>places</name>
    <message>
      <source>Label</source>
      <translation>Labeln</translation>
    </message>
  </context>
</TS>
